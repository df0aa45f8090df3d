package org.yuemao.participation;

import org.springframework.data.jpa.repository.JpaRepository;

interface ParticipationRepository extends JpaRepository<ParticipationEntity, Long> {

    boolean existsByEventIdAndBusinessId(long eventId, long businessId);
}
