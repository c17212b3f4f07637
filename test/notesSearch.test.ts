import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createSearch, type Search } from '../media/src/notes/search.ts';
import type { NoteLocale } from '../media/src/protocol.ts';
import { readNotebook } from '../scripts/renderNotes.ts';

/** What a reader would type, and the heading that answers it; `slug` alone where the note itself is the answer. */
const QUERIES: Readonly<Record<NoteLocale, readonly (readonly [query: string, place: string])[]>> = {
  en: [
    ['exit code 137', 'limits-oomkilled#q-exit-137'],
    ['why was my pod OOMKilled', 'limits-oomkilled'],
    ['evicted', 'limits-oomkilled#q-exit-137'],
    ['malformed GOMEMLIMIT', 'limits-oomkilled#q-gomemlimit-value'],
    ['gomemlimt 512Mi', 'limits-oomkilled#q-gomemlimit-value'],
    ['cpu throttling p99', 'limits-oomkilled#q-throttling'],
    ['throttling', 'limits-oomkilled'],
    ['restarting after failed probe', 'probes-shutdown'],
    ['nr_throttled', 'limits-oomkilled#q-throttling'],
    ['automemlimit', 'limits-oomkilled#q-automemlimit'],
    ['in-place resize', 'limits-oomkilled#q-automemlimit'],
    ['NumCPU container', 'limits-oomkilled#how-cpu'],
    ['out of memory', 'limits-oomkilled'],
    ['liveness database', 'probes-shutdown#q-db-in-liveness'],
    ['zero downtime', 'probes-shutdown'],
    ['graceful shutdown', 'probes-shutdown'],
    ['grace period', 'probes-shutdown'],
    ['preStop sleep', 'probes-shutdown'],
    ['exec probe distroless', 'probes-shutdown#q-exec-distroless'],
    ['curl not found in image', 'probes-shutdown#q-exec-distroless'],
    ['connection refused 127.0.0.1', 'probes-shutdown#q-loopback'],
    ['initialDelaySeconds', 'probes-shutdown#how-start'],
    ['websocket shutdown', 'probes-shutdown#q-zero-drop'],
    ['readyness', 'probes-shutdown'],
    ['gk-resources-go', 'limits-oomkilled'],
    ['kubernetes/probe-timeout-gt-period', 'probes-shutdown'],
  ],
  'zh-cn': [
    ['退出码 137', 'limits-oomkilled#q-exit-137'],
    ['容器为什么被杀', 'limits-oomkilled'],
    ['内存溢出', 'limits-oomkilled'],
    ['驱逐', 'limits-oomkilled'],
    ['GOMEMLIMIT 设多少', 'limits-oomkilled#q-gomemlimit-value'],
    ['软上限', 'limits-oomkilled#how-memory'],
    ['CPU 限流', 'limits-oomkilled'],
    ['p99 很高', 'limits-oomkilled#q-throttling'],
    ['原地调整', 'limits-oomkilled#q-automemlimit'],
    ['存活堆', 'limits-oomkilled#how-memory'],
    ['存活探针检查数据库', 'probes-shutdown#q-db-in-liveness'],
    ['优雅停机', 'probes-shutdown'],
    ['优雅退出', 'probes-shutdown'],
    ['发布丢请求', 'probes-shutdown'],
    ['宽限期', 'probes-shutdown'],
    ['冷启动', 'probes-shutdown#how-start'],
    ['连接被拒绝', 'probes-shutdown'],
    ['distroless 没有 curl', 'probes-shutdown#q-exec-distroless'],
    ['回环地址', 'probes-shutdown#q-loopback'],
    ['就绪探针失败', 'probes-shutdown'],
    ['SIGTERM', 'probes-shutdown'],
  ],
};

for (const locale of ['en', 'zh-cn'] as const) {
  describe(`search in ${locale}`, () => {
    let search: Search;
    before(() => {
      search = createSearch(readNotebook(locale).notebook);
    });

    for (const [query, place] of QUERIES[locale]) {
      test(`“${query}” leads to ${place}`, () => {
        const [first] = search(query);
        const found =
          first === undefined
            ? 'nothing'
            : place.includes('#')
              ? `${first.note.slug}#${first.section?.id}`
              : first.note.slug;
        assert.equal(found, place);
      });
    }

    test('a query that fits nothing finds nothing', () => {
      assert.deepEqual(search(locale === 'en' ? 'zymurgy' : '鹦鹉螺'), []);
      assert.deepEqual(search(''), []);
    });

    test('what matched is named, so that it can be marked', () => {
      const [first] = search(locale === 'en' ? 'throttling' : '限流');
      assert.deepEqual(first?.terms, [locale === 'en' ? 'throttl' : '限流']);
    });

    test('half of the searches take under 2 ms, and 95 of 100 under 10 ms', () => {
      const times = Array.from({ length: 5 }, () => QUERIES[locale].map(([query]) => timed(() => search(query))))
        .flat()
        .toSorted((a, b) => a - b);
      const at = (share: number): number => times[Math.floor(times.length * share)] ?? Infinity;
      assert.ok(at(0.5) < 2 && at(0.95) < 10, `p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms`);
    });
  });
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
