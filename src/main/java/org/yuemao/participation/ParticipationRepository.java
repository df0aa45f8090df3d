package org.yuemao.participation;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ParticipationRepository extends JpaRepository<ParticipationEntity, Long> {
    List<ParticipationEntity> findByBusinessIdOrderByEventId(long businessId);

    boolean existsByEventIdAndBusinessId(long eventId, long businessId);
}
