package org.yuemao.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithUserDetails;
import org.yuemao.DeskTest;
import org.yuemao.account.AccountLink.Purpose;
import org.yuemao.base.Refusal;
import org.yuemao.security.LinkSecret;
import org.yuemao.security.Role;

@DeskTest
@WithUserDetails("administrator")
class AccountLinkServiceTest {
    private static final String PASSWORD = "lanterns over the harbour";

    @Autowired
    private AccountService accounts;

    @Autowired
    private AccountLinkService links;

    @Autowired
    private UserDetailsService people;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private JdbcClient database;

    @Test
    void letsThePersonSetTheOwnPasswordOnce() {
        long id = account();
        NewAccountLink made = links.make(id);
        assertThat(made.link().purpose()).isEqualTo(Purpose.INVITATION);
        assertThat(links.open(made.secret())).isPresent();
        assertThat(links.open(made.secret()))
                .as("looking at it uses nothing up")
                .isPresent();
        refused(made.secret(), "password1234", "account.password.common");

        // Whoever holds a link has not signed in.
        var nobody = new AnonymousAuthenticationToken(
                "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
        new DelegatingSecurityContextRunnable(() -> links.use(made.secret(), PASSWORD), new SecurityContextImpl(nobody))
                .run();
        assertThat(mayComeIn(id, PASSWORD)).isTrue();
        assertThat(links.open(made.secret())).isEmpty();
        refused(made.secret(), "another lantern at dusk", "account.link.gone");
        assertThat(mayComeIn(id, PASSWORD)).isTrue();
        assertThat(links.make(id).link().purpose()).isEqualTo(Purpose.NEW_PASSWORD);
    }

    @Test
    void opensNothingByOlderLinksOnceThereIsANewOne() {
        long id = account();
        String older = links.make(id).secret();
        NewAccountLink newer = links.make(id);
        assertThat(links.open(older)).isEmpty();
        assertThat(links.open(newer.secret())).isPresent();
        links.revoke(newer.link());
        assertThat(links.open(newer.secret())).isEmpty();
        assertThat(links.ofAccount(id)).isEmpty();
        refused(newer.secret(), PASSWORD, "account.link.gone");
    }

    @Test
    void opensNothingAfterAWeekOrForALockedAccount() {
        long old = account();
        String expired = links.make(old).secret();
        database.sql("update account_link set expires_at = :past where account_id = :id")
                .param("past", OffsetDateTime.now().minusSeconds(1))
                .param("id", old)
                .update();
        refused(expired, PASSWORD, "account.link.gone");

        long locked = account();
        String secret = links.make(locked).secret();
        Account account = accounts.find(locked).orElseThrow();
        AccountData data = account.data();
        accounts.change(
                locked,
                account.version(),
                new AccountData(data.username(), data.fullName(), data.role(), data.officeCode(), false));
        refused(secret, PASSWORD, "account.link.gone");
        refused("not even a secret", PASSWORD, "account.link.gone");
    }

    @Test
    void keepsTheSecretNowhereAndSaysInTheHistoryWhoUsedIt() {
        long id = account();
        NewAccountLink made = links.make(id);
        links.use(made.secret(), PASSWORD);
        assertThat(database.sql("select secret_hash from account_link where account_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly(LinkSecret.hash(made.secret()));
        String username = accounts.find(id).orElseThrow().data().username();
        assertThat(database.sql("""
                                select c.person, f.field from change_entry c join field_change f on f.entry_id = c.id
                                where c.record_kind = 'account' and c.record_id = :id and c.action = 'CHANGED'
                                order by c.id, f.field""")
                        .param("id", Long.toString(id))
                        .query((row, index) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .containsExactly("administrator linkExpiresAt", username + " passwordSetAt", username + " linkUsedAt");
        assertThat(database.sql("select value_after from field_change where value_after is not null")
                        .query(String.class)
                        .list())
                .noneMatch(text -> text.contains(made.secret()) || text.contains("argon2"));
    }

    @Test
    @WithUserDetails("official")
    void areMadeByAdministratorsAlone() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> links.make(1));
    }

    @Test
    @WithAnonymousUser
    void openNothingThatWasGuessed() {
        assertThat(links.open(LinkSecret.create())).isEmpty();
    }

    private long account() {
        String username = "l" + UUID.randomUUID().toString().substring(0, 12);
        return accounts.open(new AccountData(username, "Q R", Role.CLERK, "440300", true));
    }

    private boolean mayComeIn(long id, String password) {
        return passwords.matches(
                password,
                people.loadUserByUsername(accounts.find(id).orElseThrow().data().username())
                        .getPassword());
    }

    private void refused(String secret, String password, String key) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> links.use(secret, password))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
