package org.yuemao.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes the refusal two sentences on the console instead of a stack trace. */
class OwnDataAnalyzer extends AbstractFailureAnalyzer<DeskHasOwnData> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DeskHasOwnData cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start without --sample, or name a new folder with --data. 请去掉 --sample 启动,或用 --data 指定新的文件夹。",
                cause);
    }
}
