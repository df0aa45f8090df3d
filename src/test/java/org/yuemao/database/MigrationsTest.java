package org.yuemao.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import javax.sql.DataSource;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.hibernate.SpringImplicitNamingStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class MigrationsTest {

    @ParameterizedTest
    @EnumSource
    void bringTheReferenceDataInBothLanguages(Databases kind) {
        JdbcClient database = JdbcClient.create(kind.migrated());
        assertThat(count(database, "city")).isEqualTo(21);
        assertThat(count(database, "province")).isEqualTo(34);
        assertThat(count(database, "office")).isEqualTo(22);
        assertThat(count(database, "country")).isGreaterThanOrEqualTo(249);
        assertThat(database.sql("select name_zh from country where code = 'DE'")
                        .query(String.class)
                        .single())
                .isEqualTo("德国");
        assertThat(database.sql("select count(*) from country where name_en = code or name_zh = name_en")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void fitTheEntities(Databases kind) {
        DataSource migrated = kind.migrated();
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(migrated);
        factory.setPackagesToScan("org.yuemao");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.getJpaPropertyMap().put(SchemaToolingSettings.HBM2DDL_AUTO, "validate");
        factory.getJpaPropertyMap()
                .put(
                        "hibernate.physical_naming_strategy",
                        "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
        factory.getJpaPropertyMap()
                .put("hibernate.implicit_naming_strategy", SpringImplicitNamingStrategy.class.getName());
        assertThatCode(factory::afterPropertiesSet).doesNotThrowAnyException();
        factory.destroy();
    }

    /** H2 makes an index of its own for a reference that is created with its table: name ours first, or reference later. */
    @Test
    void leaveNoColumnWithTwoIndexesOnH2() {
        assertThat(JdbcClient.create(Databases.H2.migrated())
                        .sql("""
                                select table_name || ' ' || columns from (
                                    select table_name, index_name,
                                        listagg(column_name, ',') within group (order by ordinal_position) as columns
                                    from information_schema.index_columns where table_schema = 'PUBLIC'
                                    group by table_name, index_name) i
                                group by table_name, columns having count(*) > 1""")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private static int count(JdbcClient database, String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
