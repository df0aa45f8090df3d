package org.yuemao.event;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface EventRepository extends JpaRepository<EventEntity, Long> {

    Optional<EventEntity> findByCode(String code);

    /** Holds the row until the transaction ends, so that roll-ups see one change of an event after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from EventEntity e where e.id = :id")
    Optional<EventEntity> findLockedById(long id);
}
