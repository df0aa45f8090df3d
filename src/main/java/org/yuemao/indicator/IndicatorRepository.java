package org.yuemao.indicator;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface IndicatorRepository extends JpaRepository<IndicatorEntity, Long> {

    boolean existsByCode(String code);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from IndicatorEntity i where i.id = :id")
    Optional<IndicatorEntity> findLockedById(long id);
}
