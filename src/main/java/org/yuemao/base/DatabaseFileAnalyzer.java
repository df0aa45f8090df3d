package org.yuemao.base;

import java.io.File;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says that the file of the database is damaged, may not be written to, or has no room, instead of a stack trace. */
class DatabaseFileAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final long SCARCE = 4L << 20;

    private final Environment environment;

    DatabaseFileAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String folder = environment.getProperty("yuemao.data", "");
        String said = messages(cause);
        if (said.contains("no space left") || said.contains("not enough space")) {
            return full(folder, cause);
        }
        if (said.contains("read-only") || said.contains("permission denied")) {
            return closed(folder, cause);
        }
        if (isDamaged(cause)) {
            return damaged(folder, cause);
        }
        if (isOfFile(cause)) {
            return new File(folder).getUsableSpace() < SCARCE ? full(folder, cause) : closed(folder, cause);
        }
        return null;
    }

    private static FailureAnalysis full(String folder, SQLException cause) {
        return new FailureAnalysis(
                "The disk of the data folder %s is full. 数据文件夹 %s 所在的磁盘已满。".formatted(folder, folder),
                "Make room, then start again; nothing was lost. 请腾出空间后重新启动，数据没有丢失。",
                cause);
    }

    private static FailureAnalysis damaged(String folder, SQLException cause) {
        return new FailureAnalysis(
                "The database in %s is damaged and was left as it is. %s 中的数据库已损坏，程序没有改动它。".formatted(folder, folder),
                ("Restore the last good backup, which puts the damaged database aside: "
                                + "./yuemao restore %s/backups/FILE --data %s 请用此命令恢复最近一次完好的备份，损坏的数据库会另存在一旁。")
                        .formatted(folder, folder),
                cause);
    }

    private static FailureAnalysis closed(String folder, SQLException cause) {
        return new FailureAnalysis(
                "The data folder %s cannot be written to. 数据文件夹 %s 不能写入。".formatted(folder, folder),
                "Let the account that the program runs as write there, or name another folder with --data. "
                        + "请允许运行程序的账户写入，或用 --data 指定另一个文件夹。",
                cause);
    }

    private static boolean isOfFile(SQLException cause) {
        return switch (cause.getErrorCode()) {
            case ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.FILE_CREATION_FAILED_1,
                    ErrorCode.DATABASE_IS_READ_ONLY,
                    ErrorCode.TRACE_FILE_ERROR_2 -> true;
            default -> false;
        };
    }

    private static boolean isDamaged(SQLException cause) {
        if (cause.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                || cause.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1) {
            return true;
        }
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof MVStoreException store
                    && (store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                            || store.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND)) {
                return true;
            }
        }
        return false;
    }

    private static String messages(Throwable cause) {
        StringBuilder messages = new StringBuilder();
        for (Throwable one = cause; one != null; one = one.getCause()) {
            messages.append(one).append('\n');
        }
        return messages.toString().toLowerCase(Locale.ROOT);
    }
}
