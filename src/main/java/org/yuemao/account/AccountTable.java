package org.yuemao.account;

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

/** The list of accounts as a whole: whose they are, nothing of their passwords. */
@Service
@PreAuthorize(Rights.MANAGE)
public class AccountTable {
    private final Wording wording;
    private final PlaceChoices places;

    AccountTable(Wording wording, PlaceChoices places) {
        this.wording = wording;
        this.places = places;
    }

    /** The accounts as they are shown. */
    public WholeList<Account> of(Stream<Account> shown, Locale language) {
        return WholeList.of(
                Subject.of("account.list.title"),
                List.of(
                        ListColumn.shown("username", "account.username", CellTypes.text(60), 18, one -> one.data()
                                .username()),
                        ListColumn.shown("fullName", "account.full-name", CellTypes.text(100), 24, one -> one.data()
                                .fullName()),
                        ListColumn.shown(
                                "role",
                                "account.role",
                                wording.choice(Role.class, "security.role."),
                                16,
                                one -> one.data().role()),
                        ListColumn.shown(
                                "officeCode",
                                "account.office",
                                CellTypes.choice(places.offices()),
                                36,
                                one -> one.data().officeCode()),
                        ListColumn.shown(
                                "enabled",
                                "account.enabled",
                                CellTypes.text(20),
                                12,
                                one -> wording.of(
                                        one.data().enabled() ? "account.enabled.yes" : "account.enabled.no",
                                        language))),
                shown);
    }
}
