package org.yuemao.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.yuemao.Fairs;
import org.yuemao.base.Wording;
import org.yuemao.database.Databases;
import org.yuemao.database.JustTheServices;
import org.yuemao.event.EventService;
import org.yuemao.place.Places;
import org.yuemao.security.CurrentPerson;
import org.yuemao.security.Role;

/** Reminders by mail, against a real SMTP server. */
@ExtendWith(OutputCaptureExtension.class)
class ReminderMailsTest {
    private static ConfigurableApplicationContext desk;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeAll
    static void open() {
        desk = JustTheServices.on(Databases.H2);
        desk.getBean(JdbcClient.class).sql("""
                        insert into account (version, username, full_name, password_hash, role, office_code, language,
                            color_scheme, enabled, created_at, email)
                        values (0, 'chen', '陈小梅', 'x', 'CLERK', '440300', 'zh-CN', 'SYSTEM', true, now(), 'chen@example.com'),
                            (0, 'smith', 'Ann Smith', 'x', 'CLERK', '440300', 'en', 'SYSTEM', true, now(), 'smith@example.com'),
                            (0, 'mute', 'No Address', 'x', 'CLERK', '440300', 'en', 'SYSTEM', true, now(), null)""").update();
    }

    @BeforeEach
    void begin() {
        JustTheServices.empty(desk);
        desk.getBean(JdbcClient.class).sql("delete from reminder_mail").update();
        desk.getBean(JdbcClient.class).sql("delete from reminder_sent").update();
        JustTheServices.signInAs(Role.CLERK);
        desk.getBean(EventService.class).schedule(Fairs.inMay(2021, "One"));
        SecurityContextHolder.clearContext();
        server.start();
    }

    @AfterEach
    void end() {
        server.stop();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void sendsEachPersonOneMailBeforeADeadlineAndOneAfterInTheirLanguage() throws Exception {
        assertThat(sendOn("2021-06-01")).isZero();
        assertThat(sendOn("2021-06-06")).isEqualTo(2);
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails[0].getAllRecipients()[0]).hasToString("chen@example.com");
        assertThat(mails[0].getSubject()).startsWith("有 ");
        assertThat((String) mails[0].getContent()).contains("2021年5月 有 1 场活动未提交，2021年6月10日 截止");
        assertThat((String) mails[1].getContent())
                .contains("1 event of May 2021 not submitted; due on 10 Jun 2021")
                .contains("https://desk.example/completeness");
        assertThat(sendOn("2021-06-06")).as("by a desk started anew").isZero();
        assertThat(sendOn("2021-06-08")).isZero();
        assertThat(sendOn("2021-06-11")).isEqualTo(2);
        assertThat(sendOn("2021-06-12")).isZero();
        assertThat(server.getReceivedMessages()).hasSize(4);
    }

    @Test
    void aServerThatIsDownHindersNothingAndIsTriedAgainWithoutAddressesInTheLog(CapturedOutput output) {
        int port = server.getSmtp().getPort();
        server.stop();
        assertThat(mails("2021-06-06", port).sendAll()).isZero();
        assertThat(output).contains("A reminder could not be sent by mail").doesNotContain("example.com");
        server.start();
        assertThat(sendOn("2021-06-06")).isEqualTo(2);
        assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[1])).isNotBlank();
    }

    private int sendOn(String today) {
        return mails(today, server.getSmtp().getPort()).sendAll();
    }

    private static ReminderMails mails(String today, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", "2000");
        sender.setJavaMailProperties(properties);
        Clock clock = Clock.fixed(LocalDate.parse(today).atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        Completeness completeness = new Completeness(
                desk.getBean(Deadlines.class), desk.getBean(Places.class), desk.getBean(JdbcClient.class), clock);
        Reminders reminders = new Reminders(
                desk.getBean(Deadlines.class),
                completeness,
                desk.getBean(Places.class),
                desk.getBean(CurrentPerson.class),
                clock);
        return new ReminderMails(
                reminders,
                new DueWords(desk.getBean(Wording.class), clock),
                desk.getBean(Wording.class),
                desk.getBean(Places.class),
                desk.getBean(JdbcClient.class),
                desk.getBean(PlatformTransactionManager.class),
                new StaticListableBeanFactory(Map.of("sender", sender)).getBeanProvider(JavaMailSender.class),
                "desk@example.org",
                "07:30",
                "https://desk.example/",
                clock);
    }
}
