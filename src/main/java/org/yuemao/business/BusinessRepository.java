package org.yuemao.business;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface BusinessRepository extends JpaRepository<BusinessEntity, Long> {

    Optional<BusinessEntity> findByCreditCode(String creditCode);

    /** Holds the row until the transaction ends, so that roll-ups see one change of a business after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from BusinessEntity b where b.id = :id")
    Optional<BusinessEntity> findLockedById(long id);
}
