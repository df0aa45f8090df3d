package org.yuemao.summary;

/** For what distinct businesses are counted, and the city that they are from. */
record BusinessKey(CellKey cell, String city) implements Comparable<BusinessKey> {
    @Override
    public int compareTo(BusinessKey other) {
        int byCell = cell.compareTo(other.cell);
        return byCell == 0 ? city.compareTo(other.city) : byCell;
    }
}
