package org.yuemao.sample;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

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

    String searchText() {
        return Normalizer.normalize(nameEn + " " + nameZh + " " + creditCode, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }
}
