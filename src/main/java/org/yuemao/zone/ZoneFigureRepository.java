package org.yuemao.zone;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface ZoneFigureRepository extends JpaRepository<ZoneFigureEntity, Long> {

    List<ZoneFigureEntity> findByZoneIdAndPeriodYearBetween(long zoneId, int firstYear, int lastYear);

    List<ZoneFigureEntity> findByPeriodYearBetween(int firstYear, int lastYear);

    Optional<ZoneFigureEntity> findByZoneIdAndPeriodAndMetric(long zoneId, String period, Metric metric);

    int countByZoneId(long zoneId);

    int countByZoneIdAndMetricNotIn(long zoneId, List<Metric> metrics);
}
