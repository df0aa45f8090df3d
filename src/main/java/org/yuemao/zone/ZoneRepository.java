package org.yuemao.zone;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ZoneRepository extends JpaRepository<ZoneEntity, Long> {

    /** Holds the row until the transaction ends, so that a zone and its figures change one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select z from ZoneEntity z where z.id = :id")
    Optional<ZoneEntity> findLockedById(long id);
}
