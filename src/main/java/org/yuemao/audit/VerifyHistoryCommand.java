package org.yuemao.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command {@code verify-history}: goes through the history of the data in a folder and names what is not as it was
 * recorded. It migrates nothing and changes nothing.
 */
public final class VerifyHistoryCommand {
    private static final String EXPECT = "--expect=";

    private VerifyHistoryCommand() {}

    // Not a @Configuration, which the program itself would take up.
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class
    })
    static class DatabaseAlone {}

    /**
     * Runs the command and prints what it found; the last line says it in a sentence.
     *
     * @return 0 where everything is as it was recorded; 1 where something is not; 2 where it cannot be told
     */
    public static int run(String... arguments) {
        Optional<String> expected = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(EXPECT))
                .map(argument -> argument.substring(EXPECT.length()))
                .findFirst();
        Optional<Verification.Noted> noted = expected.flatMap(Verification.Noted::of);
        if (expected.isPresent() && noted.isEmpty()) {
            System.out.println("--expect takes POSITION:HASH as this command has said it. --expect 应为本命令给出的“位置:哈希”。");
            return 2;
        }
        try (ConfigurableApplicationContext desk = new SpringApplicationBuilder(DatabaseAlone.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            JdbcClient database = desk.getBean(JdbcClient.class);
            if (!hasChain(database)) {
                System.out.println("The history is not sealed yet: start the desk once with this version."
                        + " 变更记录尚未封存：请先用此版本启动一次。");
                return 2;
            }
            return report(new Verification(database).verify(noted.orElse(null)), noted.orElse(null));
        } catch (RuntimeException failed) {
            // Why it did not start has been said by then, as that another desk is on the data.
            System.out.println("The history could not be read: %s. 无法读取变更记录。"
                    .formatted(NestedExceptionUtils.getMostSpecificCause(failed).getMessage()));
            return 2;
        }
    }

    private static boolean hasChain(JdbcClient database) {
        try {
            database.sql("select count(*) from change_chain").query(Long.class).single();
            return true;
        } catch (DataAccessException older) {
            return false;
        }
    }

    private static int report(Verification.Result result, Verification.@Nullable Noted noted) {
        result.named().forEach(System.out::println);
        if (result.unsealed() > 0) {
            System.out.println(
                    "%d entries are not sealed yet; the desk seals them when it runs. 有 %1$d 条记录尚未封存，程序运行时会封存。"
                            .formatted(result.unsealed()));
        }
        if (result.head().position() > 0) {
            System.out.println(
                    "The chain ends at %s: note it elsewhere, and check it one day with --expect. 链止于 %1$s，可抄存他处备查。"
                            .formatted(result.head().noted()));
        }
        if (!result.differences().isEmpty()) {
            System.out.println("The history has been tampered with (%s). 变更记录已被篡改（%s）。"
                    .formatted(
                            result.differences().entrySet().stream()
                                    .map(sort -> sort.getKey().en + ": " + sort.getValue())
                                    .collect(Collectors.joining(", ")),
                            result.differences().entrySet().stream()
                                    .map(sort -> sort.getKey().zh + "：" + sort.getValue())
                                    .collect(Collectors.joining("，"))));
            return 1;
        }
        System.out.println("All %d sealed entries are as they were recorded%s. 全部 %1$d 条封存的记录均与记录时一致%s。"
                .formatted(
                        result.sealed(),
                        noted == null ? "" : ", and the chain goes on from what was noted",
                        noted == null ? "" : "，且承接所抄存的位置"));
        return 0;
    }
}
