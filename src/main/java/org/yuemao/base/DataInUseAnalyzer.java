package org.yuemao.base;

import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcSQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says that another desk runs on the same data, instead of a stack trace. */
class DataInUseAnalyzer extends AbstractFailureAnalyzer<JdbcSQLNonTransientConnectionException> {
    private final Environment environment;

    DataInUseAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, JdbcSQLNonTransientConnectionException cause) {
        if (cause.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return null;
        }
        String folder = environment.getProperty("yuemao.data", "");
        return new FailureAnalysis(
                "The data folder %s is in use by another desk. 数据文件夹 %s 正被另一个粤贸程序使用。".formatted(folder, folder),
                "Stop that one first, or name another folder with --data. 请先停止该程序,或用 --data 指定另一个文件夹。",
                cause);
    }
}
