package org.yuemao.review;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yuemao.base.Wording;
import org.yuemao.place.Office;
import org.yuemao.place.Places;

/**
 * Reminds clerks by mail of what their office owes, where an SMTP server is named ({@code spring.mail.host}) and they have an
 * address: once shortly before it is due and once after, one mail a person and day at most. That a mail is about to be sent is
 * written down before it is, so that neither another node nor a desk that was killed sends it twice. What becomes of mail
 * never hinders the desk; addresses stay out of the log.
 */
@Component
class ReminderMails implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ReminderMails.class);

    /** Who is told of a deadline that has passed is told soon after it has; whoever comes later sees it in the desk. */
    private static final int DAYS_AFTER = 7;

    private static final int LOOK_EVERY_MINUTES = 10;

    private final Reminders reminders;
    private final DueWords words;
    private final Wording wording;
    private final Places places;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final ObjectProvider<JavaMailSender> senders;
    private final String from;
    private final LocalTime notBefore;
    private final String address;
    private final Clock clock;
    private @Nullable ScheduledExecutorService worker;

    ReminderMails(
            Reminders reminders,
            DueWords words,
            Wording wording,
            Places places,
            JdbcClient database,
            PlatformTransactionManager transactions,
            ObjectProvider<JavaMailSender> senders,
            @Value("${yuemao.mail.from:yuemao@localhost}") String from,
            @Value("${yuemao.mail.not-before:07:30}") String notBefore,
            @Value("${yuemao.mail.address:}") String address,
            Clock clock) {
        this.reminders = reminders;
        this.words = words;
        this.wording = wording;
        this.places = places;
        this.database = database;
        transaction = new TransactionTemplate(transactions);
        this.senders = senders;
        this.from = from;
        this.notBefore = LocalTime.parse(notBefore);
        this.address = address;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (senders.getIfAvailable() != null) {
            ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("reminder-mails").factory());
            looking.scheduleWithFixedDelay(this::look, 1, LOOK_EVERY_MINUTES, TimeUnit.MINUTES);
            worker = looking;
        }
    }

    private void look() {
        try {
            if (!LocalTime.now(clock).isBefore(notBefore)) {
                sendAll();
            }
        } catch (RuntimeException failed) {
            LOG.error("Reminders could not be looked up: {}", failed.getClass().getSimpleName());
        }
    }

    private enum Occasion {
        BEFORE,
        AFTER
    }

    private record Reminded(long accountId, String officeCode, String fullName, Locale language, String email) {}

    /** Sends what is to be sent today and was not yet; tells how many mails that were. */
    int sendAll() {
        JavaMailSender sender = senders.getIfAvailable();
        if (sender == null) {
            return 0;
        }
        Map<String, List<Due>> owed = new HashMap<>();
        int sent = 0;
        for (Reminded person : people()) {
            Office office = places.office(person.officeCode());
            if (office != null) {
                List<Due> due =
                        owed.computeIfAbsent(person.officeCode(), code -> reminders.of(List.of(office))).stream()
                                .filter(one -> !LocalDate.now(clock)
                                        .isAfter(one.dueOn().plusDays(DAYS_AFTER)))
                                .toList();
                if (!due.isEmpty() && remind(sender, person, due)) {
                    sent++;
                }
            }
        }
        return sent;
    }

    private List<Reminded> people() {
        return database.sql("""
                        select id, office_code, full_name, language, email from account
                        where enabled and role = 'CLERK' and email is not null order by id""")
                .query((row, index) -> new Reminded(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Locale.forLanguageTag(row.getString(4)),
                        row.getString(5)))
                .list();
    }

    private boolean remind(JavaMailSender sender, Reminded person, List<Due> owed) {
        LocalDate today = LocalDate.now(clock);
        List<Due> fresh;
        try {
            fresh = Objects.requireNonNull(transaction.execute(status -> claim(person, owed, today)));
        } catch (DuplicateKeyException elsewhere) {
            // Another node is at it, or has been.
            return false;
        }
        if (fresh.isEmpty()) {
            return false;
        }
        try {
            sender.send(mail(sender, person, fresh));
        } catch (MailException | MessagingException failed) {
            // Without the message, which may hold addresses.
            LOG.warn(
                    "A reminder could not be sent by mail and is tried again: {}",
                    failed.getClass().getSimpleName());
            transaction.executeWithoutResult(status -> giveUp(person, fresh, today));
            return false;
        }
        database.sql("update reminder_mail set sent_at = :now where account_id = :account and sent_on = :today")
                .param("now", OffsetDateTime.now(clock))
                .param("account", person.accountId())
                .param("today", today)
                .update();
        return true;
    }

    /** Writes down what is about to be sent, and leaves out what was; nothing where the person has had a mail today. */
    private List<Due> claim(Reminded person, List<Due> owed, LocalDate today) {
        List<Due> fresh = new ArrayList<>();
        boolean hadOne = database.sql("select exists (select 1 from reminder_mail where account_id = :account"
                        + " and sent_on = :today)")
                .param("account", person.accountId())
                .param("today", today)
                .query(Boolean.class)
                .single();
        if (hadOne) {
            return fresh;
        }
        for (Due due : owed) {
            if (!wasSent(person, due, today)) {
                database.sql("""
                                insert into reminder_sent (account_id, kind, period, due_on, occasion, sent_on)
                                values (:account, :kind, :period, :due, :occasion, :today)""")
                        .param("account", person.accountId())
                        .param("kind", due.kind().name())
                        .param("period", due.period().toString())
                        .param("due", due.dueOn())
                        .param("occasion", occasion(due, today).name())
                        .param("today", today)
                        .update();
                fresh.add(due);
            }
        }
        if (!fresh.isEmpty()) {
            database.sql("insert into reminder_mail (account_id, sent_on, begun_at) values (:account, :today, :now)")
                    .param("account", person.accountId())
                    .param("today", today)
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        }
        return fresh;
    }

    private boolean wasSent(Reminded person, Due due, LocalDate today) {
        return database.sql("""
                        select exists (select 1 from reminder_sent where account_id = :account and kind = :kind
                            and period = :period and due_on = :due and occasion = :occasion)""")
                .param("account", person.accountId())
                .param("kind", due.kind().name())
                .param("period", due.period().toString())
                .param("due", due.dueOn())
                .param("occasion", occasion(due, today).name())
                .query(Boolean.class)
                .single();
    }

    private static Occasion occasion(Due due, LocalDate today) {
        return today.isAfter(due.dueOn()) ? Occasion.AFTER : Occasion.BEFORE;
    }

    private void giveUp(Reminded person, List<Due> fresh, LocalDate today) {
        database.sql("delete from reminder_mail where account_id = :account and sent_on = :today")
                .param("account", person.accountId())
                .param("today", today)
                .update();
        fresh.forEach(due -> database.sql("""
                        delete from reminder_sent where account_id = :account and kind = :kind and period = :period
                            and due_on = :due and occasion = :occasion""")
                .param("account", person.accountId())
                .param("kind", due.kind().name())
                .param("period", due.period().toString())
                .param("due", due.dueOn())
                .param("occasion", occasion(due, today).name())
                .update());
    }

    private MimeMessage mail(JavaMailSender sender, Reminded person, List<Due> due) throws MessagingException {
        Locale language = person.language();
        StringBuilder text =
                new StringBuilder(wording.of("review.mail.greeting", language, person.fullName())).append("\n\n");
        due.forEach(one -> text.append("- ").append(words.of(one, language)).append('\n'));
        text.append('\n').append(wording.of("review.mail.ending", language)).append('\n');
        if (!address.isBlank()) {
            text.append(address.replaceAll("/+$", "")).append("/completeness\n");
        }
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(person.email());
        helper.setSubject(wording.of("review.mail.subject", language, due.size()));
        helper.setText(text.toString());
        return message;
    }

    @Override
    public void destroy() {
        ScheduledExecutorService looking = worker;
        if (looking != null) {
            looking.shutdownNow();
        }
    }
}
