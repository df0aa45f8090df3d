package org.yuemao.business;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yuemao.audit.RestorableRecords;

/** Earlier versions of businesses; one that was merged into another stays as it is. */
@Component
class BusinessVersions implements RestorableRecords<BusinessData> {
    private final BusinessService businesses;

    BusinessVersions(BusinessService businesses) {
        this.businesses = businesses;
    }

    @Override
    public String kind() {
        return "BUSINESS";
    }

    @Override
    public Class<BusinessData> type() {
        return BusinessData.class;
    }

    @Override
    public Optional<Kept<BusinessData>> find(long id) {
        boolean merged = businesses.keptInsteadOf(id).isPresent();
        return businesses
                .find(id)
                .map(business -> new Kept<>(
                        business.version(),
                        business.data(),
                        !merged && businesses.mayRevise(business.data().cityCode())));
    }

    @Override
    public void restore(long id, long version, BusinessData data) {
        businesses.revise(id, version, data);
    }
}
