// Tasks in groups, and which of them are shown.

import type { Task } from "./requests";

export const GROUPINGS = { section: "按章节", unit: "按单位", deadline: "按时限" } as const;
export type Grouping = keyof typeof GROUPINGS;

const ICONS: Record<Grouping, string> = { section: "list-tree", unit: "organization", deadline: "calendar" };
const NO_SECTION = "没有分章节";
const NO_UNIT = "没有写责任单位";
const NO_LIMIT = "没有写时限";
const NO_DAY = "没有具体日期";
const SOON = 30 * 86_400_000;

export const FILTERS = {
  all: { name: "全部任务", holds: () => true },
  without_unit: { name: "没有写责任单位的", holds: (task: Task) => !task.units.length },
  without_limit: { name: "没有写时限的", holds: (task: Task) => !task.deadlines.length },
  vague: {
    name: "时限不明确的",
    holds: (task: Task) => task.deadlines.some((each) => each.kind === "vague"),
  },
  soon: { name: "三十天内到期或已过期的", holds: (task: Task) => lastDay(task) <= soonest() },
} as const;
export type Filter = keyof typeof FILTERS;

/** Some tasks under one heading. */
export interface TaskGroup {
  name: string;
  icon: string;
  tasks: Task[];
}

/** The tasks that a filter lets through, in groups; a task of two units is in both. */
export function grouped(tasks: readonly Task[], by: Grouping, filter: Filter): TaskGroup[] {
  const groups = new Map<string, Task[]>();
  for (const task of tasks.filter(FILTERS[filter].holds)) {
    for (const name of new Set(NAMES[by](task))) {
      groups.set(name, [...(groups.get(name) ?? []), task]);
    }
  }
  const found = [...groups].map(([name, held]) => ({ name, icon: ICONS[by], tasks: held }));
  return by === "section" ? found : found.sort(ORDER[by]);
}

const NAMES: Record<Grouping, (task: Task) => string[]> = {
  section: (task) => [task.section || NO_SECTION],
  unit: (task) => (task.units.length ? task.units.map((each) => each.name) : [NO_UNIT]),
  deadline: (task) => {
    const day = task.deadlines.find((each) => each.end)?.end;
    if (day) return [`${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`];
    return [task.deadlines.length ? NO_DAY : NO_LIMIT];
  },
};

const ORDER = {
  unit: (one: TaskGroup, other: TaskGroup) =>
    Number(one.name === NO_UNIT) - Number(other.name === NO_UNIT) ||
    other.tasks.length - one.tasks.length,
  deadline: (one: TaskGroup, other: TaskGroup) =>
    Math.min(...one.tasks.map(lastDay)) - Math.min(...other.tasks.map(lastDay)) || 0,
};

/** The first day by which something of a task is due; far away where there is none. */
function lastDay(task: Task): number {
  const days = task.deadlines.flatMap((each) => (each.end ? [Date.parse(each.end)] : []));
  return Math.min(...days, Number.MAX_SAFE_INTEGER);
}

function soonest(): number {
  return Date.now() + SOON;
}
