package org.yuemao.indicator;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ObservationRepository extends JpaRepository<ObservationEntity, Long> {

    List<ObservationEntity> findByGeographyCodeOrderByIndicatorCodeAscPeriodAscIdAsc(String geographyCode);

    List<ObservationEntity> findByIndicatorCodeAndGeographyCodeAndPeriod(
            String indicatorCode, String geographyCode, String period);

    int countByIndicatorCode(String indicatorCode);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from ObservationEntity o where o.id = :id")
    Optional<ObservationEntity> findLockedById(long id);
}
