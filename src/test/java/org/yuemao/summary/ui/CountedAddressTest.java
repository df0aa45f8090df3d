package org.yuemao.summary.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.event.Programme;
import org.yuemao.summary.Counted;
import org.yuemao.summary.Included;
import org.yuemao.summary.Measure;
import org.yuemao.summary.SummaryFilter;

/** A number's address opens the same rows for the next person, and says no where it does not say which. */
class CountedAddressTest {
    @ParameterizedTest
    @EnumSource
    void saysAllThatIsCounted(Measure measure) {
        Counted all = Counted.of(measure, new SummaryFilter(2021, Programme.GTN, null, "new-energy"))
                .from(Set.of("440300", "-"))
                .at("JP")
                .ofEvent("GTN-2021-001")
                .about("EXPORTS")
                .during("2021-Q1");
        Counted approved = Counted.of(measure, new SummaryFilter(2021, null, null, null, Included.APPROVED))
                .about("EXPORTS")
                .during("2021-Q1");
        for (Counted one : List.of(all, all.inMonth(12), all.upTo(1), approved)) {
            assertThat(CountedAddress.read(new Location(CountedAddress.link(one))))
                    .contains(one);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "measure=EVENTS",
                "year=2021",
                "measure=EVENTS&year=soon",
                "measure=GUESSES&year=2021",
                "measure=events'--&year=2021",
                "measure=EVENTS&year=2021&month=0",
                "measure=EVENTS&year=2021&month=13",
                "measure=EVENTS&year=2021&through=-1",
                "measure=EVENTS&year=2021&month=May",
                "measure=EVENTS&year=2021&programme=GTX",
                "measure=ZONES&year=2021",
                "measure=ZONE_FIGURES&year=2021&subject=EXPORTS",
                "measure=ZONE_FIGURES&year=2021&subject=EXPORTS&period=2021-Q5",
                "measure=ZONE_FIGURES&year=2021&period=2021-Q1"
            })
    void refusesWhatDoesNotSayWhichRows(String query) {
        assertThat(CountedAddress.read(new Location("counted?" + query))).isEmpty();
    }

    @Test
    void takesNoCityForAllCities() {
        assertThat(CountedAddress.read(new Location("counted?measure=EVENTS&year=2021&city=%20")))
                .hasValueSatisfying(counted -> assertThat(counted.cityCodes()).isEmpty());
    }
}
