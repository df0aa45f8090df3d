// The parts of ECharts that the chart element draws with, apart from it: pages without a chart do not wait for them.
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, GaugeChart, LineChart, PieChart, ScatterChart, TreemapChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([
  BarChart, CustomChart, GaugeChart, LineChart, PieChart, ScatterChart, TreemapChart,
  GridComponent, TitleComponent, LabelLayout, CanvasRenderer,
]);

export { init } from 'echarts/core';
