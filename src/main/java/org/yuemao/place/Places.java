package org.yuemao.place;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Names;

/** Reference data: read once at start, since only a migration changes it. */
@Service
@PreAuthorize("permitAll()")
public class Places {
    /** The office that is the provincial department, and the province as an indicator's geography. */
    public static final String PROVINCE = "440000";

    private final Map<String, City> cities;
    private final Map<String, Province> provinces;
    private final Map<String, Country> countries;
    private final Map<String, Sector> sectors;
    private final Map<String, Office> offices;

    Places(JdbcClient database) {
        cities = read(
                database,
                "select * from city order by code",
                r -> new City(
                        text(r, "code"),
                        names(r),
                        text(r, "region"),
                        number(r, "tile_column"),
                        number(r, "tile_row"),
                        nullable(r, "consumption_centre")),
                City::code);
        provinces = read(
                database,
                "select * from province order by code",
                r -> new Province(text(r, "code"), names(r), text(r, "code").compareTo("700000") < 0),
                Province::code);
        countries = read(
                database,
                "select * from country order by code",
                r -> new Country(text(r, "code"), names(r)),
                Country::code);
        sectors = read(
                database,
                "select * from sector order by position",
                r -> new Sector(text(r, "code"), names(r)),
                Sector::code);
        offices = read(
                database,
                "select * from office order by code",
                r -> new Office(text(r, "code"), names(r), nullable(r, "city_code")),
                Office::code);
    }

    public List<City> cities() {
        return List.copyOf(cities.values());
    }

    public List<Province> provinces() {
        return List.copyOf(provinces.values());
    }

    public List<Country> countries() {
        return List.copyOf(countries.values());
    }

    public List<Sector> sectors() {
        return List.copyOf(sectors.values());
    }

    public List<Office> offices() {
        return List.copyOf(offices.values());
    }

    public @Nullable City city(@Nullable String code) {
        return cities.get(code);
    }

    public @Nullable Province province(@Nullable String code) {
        return provinces.get(code);
    }

    public @Nullable Country country(@Nullable String code) {
        return countries.get(code);
    }

    public @Nullable Sector sector(@Nullable String code) {
        return sectors.get(code);
    }

    public @Nullable Office office(@Nullable String code) {
        return offices.get(code);
    }

    /** What indicators are observed of: the province, then its cities. */
    public List<String> geographies() {
        return Stream.concat(Stream.of(PROVINCE), cities.keySet().stream()).toList();
    }

    /** The name of a city, province, country, sector or office in the locale's language; the code itself when unknown. */
    public String nameOf(@Nullable String code, Locale locale) {
        if (code == null) {
            return "";
        }
        return namesOf(code).in(locale);
    }

    /** Both names of a city, province, country or sector; the code itself when unknown. */
    public Names namesOf(String code) {
        City city = cities.get(code);
        Province province = provinces.get(code);
        Country country = countries.get(code);
        Sector sector = sectors.get(code);
        return city != null
                ? city.names()
                : province != null
                        ? province.names()
                        : country != null ? country.names() : sector != null ? sector.names() : new Names(code, code);
    }

    private interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    private static <T> Map<String, T> read(JdbcClient database, String sql, Row<T> row, Function<T, String> code) {
        Map<String, T> all = new LinkedHashMap<>();
        database.sql(sql).query((r, index) -> row.from(r)).list().forEach(one -> all.put(code.apply(one), one));
        return all;
    }

    private static Names names(ResultSet row) throws SQLException {
        return new Names(row.getString("name_en"), row.getString("name_zh"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    private static @Nullable String nullable(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    private static int number(ResultSet row, String column) throws SQLException {
        return row.getInt(column);
    }
}
