// The parts of ECharts that the chart element draws with, apart from it: pages without a chart do not wait for them.
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, GaugeChart, LineChart, PieChart, ScatterChart, TreemapChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([
  BarChart, CustomChart, GaugeChart, LineChart, PieChart, ScatterChart, TreemapChart,
  AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer,
]);

export { init } from 'echarts/core';
