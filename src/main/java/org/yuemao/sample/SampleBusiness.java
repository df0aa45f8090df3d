package org.yuemao.sample;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yuemao.business.BusinessData;
import org.yuemao.business.Likeness;
import org.yuemao.business.NameFolding;

/** A fictional business; the first sector is its main one. */
record SampleBusiness(
        String creditCode,
        String nameEn,
        String nameZh,
        String cityCode,
        String size,
        String contact,
        String email,
        String website,
        List<String> sectors) {

    /** What of it is compared with others, to find those entered twice. */
    Likeness likeness(NameFolding folding) {
        return Likeness.of(
                new BusinessData(
                        creditCode, null, nameEn, nameZh, cityCode, null, Set.of(), null, null, null, email, website),
                folding);
    }

    String searchText() {
        return Normalizer.normalize(nameEn + " " + nameZh + " " + creditCode, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }
}
