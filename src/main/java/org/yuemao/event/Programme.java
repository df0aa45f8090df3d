package org.yuemao.event;

/** One of the two event programmes; the name is the prefix of its events' codes. */
public enum Programme {
    /** Guangdong Trade Worldwide 粤贸全球: outside mainland China. */
    GTW,
    /** Guangdong Trade Nationwide 粤贸全国: inside mainland China. */
    GTN
}
