package org.yuemao.indicator;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.yuemao.event.Programme;

interface TargetRepository extends JpaRepository<TargetEntity, Long> {

    Optional<TargetEntity> findByProgrammeAndIndicatorCodeAndYear(
            @Nullable Programme programme, @Nullable String indicatorCode, int year);

    int countByIndicatorCode(String indicatorCode);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from TargetEntity t where t.id = :id")
    Optional<TargetEntity> findLockedById(long id);
}
