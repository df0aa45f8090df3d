package org.yuemao.account;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.yuemao.base.Wording;
import org.yuemao.base.entry.CellTypes;
import org.yuemao.base.list.ListColumn;
import org.yuemao.base.list.WholeList;
import org.yuemao.base.list.WholeList.Subject;
import org.yuemao.place.PlaceChoices;
import org.yuemao.security.Rights;
import org.yuemao.security.Role;

/** The list of accounts as a whole: whose they are, nothing of their secrets. */
@Service
@PreAuthorize(Rights.MANAGE)
public class AccountTable {
    private final Wording wording;
    private final PlaceChoices places;
    private final Clock clock;

    AccountTable(Wording wording, PlaceChoices places, Clock clock) {
        this.wording = wording;
        this.places = places;
        this.clock = clock;
    }

    /** The accounts as they are shown. */
    public WholeList<AccountListItem> of(Stream<AccountListItem> shown, Locale language) {
        return WholeList.of(
                Subject.of("account.list.title"),
                List.of(
                        ListColumn.shown("username", "account.username", CellTypes.text(60), 18, one -> one.account()
                                .data()
                                .username()),
                        ListColumn.shown("fullName", "account.full-name", CellTypes.text(100), 24, one -> one.account()
                                .data()
                                .fullName()),
                        ListColumn.shown(
                                "role",
                                "account.role",
                                wording.choice(Role.class, "security.role."),
                                16,
                                one -> one.account().data().role()),
                        ListColumn.shown(
                                "officeCode",
                                "account.office",
                                CellTypes.choice(places.offices()),
                                36,
                                one -> one.account().data().officeCode()),
                        ListColumn.shown(
                                "state",
                                "account.state",
                                CellTypes.text(20),
                                12,
                                one -> wording.of("account.state." + one.state(), language)),
                        ListColumn.shown(
                                "lastSignIn",
                                "account.last-sign-in",
                                CellTypes.moment(),
                                18,
                                one -> one.lastSignInAt() == null
                                        ? null
                                        : LocalDateTime.ofInstant(one.lastSignInAt(), clock.getZone())),
                        ListColumn.shown(
                                "secondFactor",
                                "account.factor",
                                CellTypes.text(20),
                                12,
                                one -> wording.of(
                                        one.secondFactor() ? "account.enabled.yes" : "account.enabled.no", language))),
                shown);
    }
}
