/* The spatial model with its default options (majlis.models.spatial), by hand in C: what its kernel is timed
   against. Votes in proportion, odds in proportion to strength, the conditional election, third parties that
   stay free, a third of the risk adjustment, squared weights in a bargain, the initiator's odds. Positions and
   saliences are [draw][actor][dimension] with positions from 0 to 1, capabilities [draw][actor]. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PRINCIPALS_FLOOR 1e-10
#define FLOOR 1e-8
#define WORTHWHILE 1e-5
#define TIE 1e-12
#define EVEN 1e-9
#define STILL 1e-9
#define SAME 1e-3
#define SMALL 0x1p-300
#define ALPHA (1.0 / 3.0)
#define SLOPE 1.5
#define SHIFT (-0.5)
enum { SETTLED, CYCLING, LIMIT };

typedef struct {
    int n, dims, most;
    double *x, *q, *c, *s, *total, *w;               /* who takes part, in canonical order */
    double *distance, *own, *own_t, *seen, *made;    /* [n][n] */
    double *risk, *chance, *sums, *to, *goal;
    double *a0, *b0, *a, *b, *p, *gain;
    double *strength, *beat, *values, *up, *down;    /* elections among up to 4n options */
} Room;

static double *room_for(size_t count) { return malloc(count * sizeof(double)); }

static double least(double a, double b) { return a < b ? a : b; }
static double most(double a, double b) { return a > b ? a : b; }

static double curve(double distance, double risk) { return (1.0 - distance) * (1.0 + risk * distance); }

static double apart(const double *q, const double *point, const double *s, int dims)
{
    double top = 0.0, bottom = 0.0;
    for (int d = 0; d < dims; d++) {
        double away = s[d] * (q[d] - point[d]);
        top += away * away;
        bottom += s[d] * s[d];
    }
    return least(sqrt(top / bottom), 1.0);
}

static int before(int one, int other, const double *x, const double *q, const double *c, const double *s, int dims)
{
    for (int d = 0; d < dims; d++)
        if (x[one * dims + d] != x[other * dims + d]) return x[one * dims + d] < x[other * dims + d];
    for (int d = 0; d < dims; d++)
        if (q[one * dims + d] != q[other * dims + d]) return q[one * dims + d] < q[other * dims + d];
    if (c[one] != c[other]) return c[one] < c[other];
    for (int d = 0; d < dims; d++)
        if (s[one * dims + d] != s[other * dims + d]) return s[one * dims + d] < s[other * dims + d];
    return 1;
}

static void gather(Room *r, const double *x, const double *q, const double *c, const double *s,
                   const double *total, int *order)
{
    int n = r->n, dims = r->dims;
    for (int k = 1; k < n; k++) {
        int actor = order[k], m = k - 1;
        while (m >= 0 && !before(order[m], actor, x, q, c, s, dims)) {
            order[m + 1] = order[m];
            m--;
        }
        order[m + 1] = actor;
    }
    for (int k = 0; k < n; k++) {
        int actor = order[k];
        r->c[k] = c[actor];
        r->total[k] = total[actor];
        r->w[k] = total[actor] * c[actor];
        memcpy(r->x + k * dims, x + actor * dims, dims * sizeof(double));
        memcpy(r->q + k * dims, q + actor * dims, dims * sizeof(double));
        memcpy(r->s + k * dims, s + actor * dims, dims * sizeof(double));
    }
}

/* Probability of each of m options from utilities u[actor][option], rows of the given stride. */
static void elect(Room *r, const double *restrict u, int stride, int m, double *restrict chance)
{
    int n = r->n, wide = r->most;
    double *restrict strength = r->strength, *restrict beat = r->beat;
    double *restrict up = r->up, *restrict down = r->down;
    for (int i = 0; i < m; i++) {
        strength[i * wide + i] = FLOOR;
        for (int j = 0; j < i; j++) up[j] = down[j] = 0.0;
        for (int k = 0; k < n; k++) {
            const double *restrict own = u + k * stride;
            double at = own[i], weight = r->c[k];
            for (int j = 0; j < i; j++) {
                double v = weight * (at - own[j]);
                up[j] += v > 0.0 ? v : 0.0;
                down[j] += v < 0.0 ? v : 0.0;
            }
        }
        for (int j = 0; j < i; j++) {
            strength[i * wide + j] = FLOOR + up[j];
            strength[j * wide + i] = FLOOR - down[j];
        }
    }
    for (int i = 0; i < m; i++) {
        beat[i * wide + i] = 0.5;
        for (int j = 0; j < i; j++) {
            double ours = strength[i * wide + j], theirs = strength[j * wide + i];
            beat[i * wide + j] = ours / (ours + theirs);
            beat[j * wide + i] = theirs / (theirs + ours);
        }
    }
    for (int i = 0; i < m; i++) chance[i] = 1.0;
    for (int j = 0; j < m; j++) {
        double top = 0.0;
        for (int i = 0; i < m; i++) {
            chance[i] *= beat[i * wide + j];
            top = most(top, chance[i]);
        }
        if (top < SMALL)
            for (int i = 0; i < m; i++) chance[i] /= top;
    }
    double sum = 0.0;
    for (int i = 0; i < m; i++) sum += chance[i];
    for (int i = 0; i < m; i++) chance[i] /= sum;
}

static void set_risk(Room *r)
{
    int n = r->n, dims = r->dims;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double d = apart(r->q + i * dims, r->x + j * dims, r->s + i * dims, dims);
            r->distance[i * n + j] = d;
            r->own[i * n + j] = 1.0 - d;
        }
    elect(r, r->own, n, n, r->chance);
    double low = r->chance[0], high = r->chance[0];
    for (int i = 1; i < n; i++) {
        low = least(low, r->chance[i]);
        high = most(high, r->chance[i]);
    }
    for (int i = 0; i < n; i++) {
        double secure = high - low > EVEN ? (r->chance[i] - low) / (high - low) : 0.5;
        r->risk[i] = SLOPE * secure + SHIFT;
        for (int j = 0; j < n; j++) r->own[i * n + j] = curve(r->distance[i * n + j], r->risk[i]);
    }
}

/* The odds p[j] and the gain[j] of i challenging every j, in i's own eyes. */
static void challenges(Room *r, int i)
{
    int n = r->n;
    double *restrict seen = r->seen, *restrict a0 = r->a0, *restrict b0 = r->b0;
    double *restrict a = r->a, *restrict b = r->b;
    const double *restrict w = r->w;
    for (int k = 0; k < n; k++) {
        double attitude = (1.0 - ALPHA) * r->risk[i] + ALPHA * r->risk[k];
        for (int j = 0; j < n; j++) seen[k * n + j] = curve(r->distance[k * n + j], attitude);
    }
    for (int j = 0; j < n; j++) {
        double v = w[i] * (seen[i * n + i] - seen[i * n + j]);
        double t = w[j] * (seen[j * n + i] - seen[j * n + j]);
        a0[j] = PRINCIPALS_FLOOR + most(v, 0.0) + most(t, 0.0);
        b0[j] = PRINCIPALS_FLOOR - least(v, 0.0) - least(t, 0.0);
        a[j] = a0[j];
        b[j] = b0[j];
    }
    for (int k = 0; k < n; k++) {
        if (k == i) continue;
        const double *restrict own = seen + k * n;
        double weight = w[k], x = own[i], z = own[k], keep_a = a[k], keep_b = b[k];
        for (int j = 0; j < n; j++) {
            double y = own[j], v = weight * (x - y);
            double top = a0[j] + (v > 0.0 ? v : 0.0);
            double odds = top / (top + (b0[j] - (v < 0.0 ? v : 0.0)));
            double rest = 1.0 - odds;
            double with_i = odds * (2.0 * x + z) + rest * (3.0 * y);
            double with_j = odds * (3.0 * x) + rest * (2.0 * y + z);
            v = weight * (with_i - with_j);
            a[j] += v > 0.0 ? v : 0.0;
            b[j] -= v < 0.0 ? v : 0.0;
        }
        a[k] = keep_a;
        b[k] = keep_b;
    }
    double victory = 2.0 * seen[i * n + i];
    for (int j = 0; j < n; j++) {
        r->p[j] = a[j] / (a[j] + b[j]);
        double contest = r->p[j] * victory + (1.0 - r->p[j]) * (2.0 * seen[i * n + j]);
        r->gain[j] = (1.0 - r->total[j]) * victory + r->total[j] * contest - (seen[i * n + i] + seen[i * n + j]);
    }
}

static int propose(Room *r)
{
    int n = r->n, any = 0;
    for (int i = 0; i < n; i++) {
        challenges(r, i);
        double best = WORTHWHILE;
        int first = -1;
        for (int j = 0; j < n; j++) {
            r->made[i * n + j] = -1.0;
            if (j != i && r->gain[j] > best) {
                best = r->gain[j];
                first = j;
            }
        }
        if (first < 0) continue;
        any = 1;
        for (int j = 0; j < n; j++)
            if (j == first || (j != i && r->gain[j] >= best - TIE)) r->made[i * n + j] = r->p[j];
    }
    return any;
}

/* Where i and j both go, if i prevails with probability p: to[0] for i, to[dims] for j. */
static void meet(const Room *r, int i, int j, double p, double *to)
{
    int dims = r->dims;
    for (int d = 0; d < dims; d++) {
        double v = r->s[i * dims + d] * p, w = r->s[j * dims + d] * (1.0 - p);
        double ours = r->x[i * dims + d], theirs = r->x[j * dims + d];
        v = v * v;
        w = w * w;
        to[d] = ours;
        to[dims + d] = theirs;
        if (v + w > 0.0) {
            double there = ours + (w / (v + w)) * (theirs - ours);
            to[d] = to[dims + d] = least(most(there, least(ours, theirs)), most(ours, theirs));
        }
    }
}

static void value(Room *r, int i, int j, const double *to, int m)
{
    int n = r->n, dims = r->dims;
    double *restrict sums = r->sums;
    for (int a = 0; a < n; a++) {
        const double *q = r->q + a * dims, *s = r->s + a * dims;
        sums[a] = curve(apart(q, to, s, dims), r->risk[a]) + curve(apart(q, to + dims, s, dims), r->risk[a]);
    }
    for (int k = 0; k < n; k++) {
        if (k == i || k == j) continue;
        const double *restrict own = r->own_t + k * n;
        for (int a = 0; a < n; a++) sums[a] += own[a];
    }
    for (int a = 0; a < n; a++) r->values[a * r->most + m] = sums[a] / n;
}

static int line_up(Room *r, int k, int *place)
{
    int n = r->n, dims = r->dims, m = 0;
    double to[2 * dims];
    for (int i = 0; i < n; i++) {
        if (i == k) {
            for (int a = 0; a < n; a++) {
                double total = 0.0;
                for (int j = 0; j < n; j++) total += r->own[a * n + j];
                r->values[a * r->most + m] = total / n;
            }
            memcpy(r->goal + m * dims, r->x + k * dims, dims * sizeof(double));
            *place = m++;
        }
        for (int j = 0; j < (i == k ? n : 1); j++) {
            int receiver = i == k ? j : k;
            if (r->made[i * n + receiver] < 0.0) continue;
            meet(r, i, receiver, r->made[i * n + receiver], to);
            value(r, i, receiver, to, m);
            memcpy(r->goal + m * dims, to + (i == k ? 0 : dims), dims * sizeof(double));
            m++;
        }
    }
    return m;
}

static int shorter(const double *one, const double *other, const double *at, int dims)
{
    double a = 0.0, b = 0.0;
    for (int d = 0; d < dims; d++) {
        a += (one[d] - at[d]) * (one[d] - at[d]);
        b += (other[d] - at[d]) * (other[d] - at[d]);
    }
    double lead = sqrt(b) - sqrt(a);
    if (fabs(lead) > TIE) return lead > 0.0;
    for (int d = 0; d < dims; d++)
        if (fabs(one[d] - other[d]) > TIE) return one[d] < other[d];
    return 0;
}

static int choose(const Room *r, int m, int place, const double *at)
{
    int best = 0, dims = r->dims;
    const double *p = r->chance;
    for (int o = 1; o < m; o++)
        if (p[o] > p[best]) best = o;
    if (p[place] >= p[best] - TIE) return place;
    double top = p[best];
    for (int o = 0; o < m; o++)
        if (o != place && p[o] >= top - TIE && shorter(r->goal + o * dims, r->goal + best * dims, at, dims)) best = o;
    return best;
}

static void play(Room *r)
{
    int n = r->n, dims = r->dims;
    memcpy(r->to, r->x, n * dims * sizeof(double));
    set_risk(r);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) r->own_t[j * n + i] = r->own[i * n + j];
    if (!propose(r)) return;
    for (int k = 0; k < n; k++) {
        int place = 0, m = line_up(r, k, &place);
        if (m == 1) continue;
        elect(r, r->values, r->most, m, r->chance);
        int taken = choose(r, m, place, r->x + k * dims);
        memcpy(r->to + k * dims, r->goal + taken * dims, dims * sizeof(double));
    }
}

static void set_support(Room *r, const int *order, double *weight, int actors)
{
    int n = r->n, dims = r->dims, m = 0;
    int place[n];
    set_risk(r);
    for (int k = 0; k < n; k++) {
        int fresh = 1;
        for (int o = 0; o < m; o++) {
            double away = 0.0;
            for (int d = 0; d < dims; d++) {
                double gap = r->goal[o * dims + d] - r->x[k * dims + d];
                away += gap * gap;
            }
            fresh = fresh && sqrt(away) >= SAME;
        }
        place[k] = -1;
        if (!fresh) continue;
        memcpy(r->goal + m * dims, r->x + k * dims, dims * sizeof(double));
        for (int a = 0; a < n; a++) r->values[a * r->most + m] = r->own[a * n + k];
        place[k] = m++;
    }
    elect(r, r->values, r->most, m, r->chance);
    for (int k = 0; k < actors; k++) weight[k] = 0.0;
    for (int k = 0; k < n; k++)
        if (place[k] >= 0) weight[order[k]] = r->chance[place[k]];
}

static Room make_room(int n, int dims)
{
    int wide = 4 * n;
    Room r = {.n = n, .dims = dims, .most = wide};
    double **rows[] = {&r.c, &r.total, &r.w, &r.risk, &r.sums, &r.a0, &r.b0, &r.a, &r.b, &r.p, &r.gain};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) *rows[k] = room_for(n);
    double **tables[] = {&r.x, &r.q, &r.s, &r.to};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) *tables[k] = room_for((size_t)n * dims);
    double **squares[] = {&r.distance, &r.own, &r.own_t, &r.seen, &r.made};
    for (size_t k = 0; k < sizeof squares / sizeof *squares; k++) *squares[k] = room_for((size_t)n * n);
    r.goal = room_for((size_t)wide * dims);
    r.strength = room_for((size_t)wide * wide);
    r.beat = room_for((size_t)wide * wide);
    r.values = room_for((size_t)n * wide);
    r.chance = room_for(wide);
    r.up = room_for(wide);
    r.down = room_for(wide);
    return r;
}

static void leave(Room *r)
{
    double *all[] = {r->x, r->q, r->c, r->s, r->total, r->w, r->distance, r->own, r->own_t, r->seen, r->made,
                     r->risk, r->chance, r->sums, r->to, r->goal, r->a0, r->b0, r->a, r->b, r->p, r->gain,
                     r->strength, r->beat, r->values, r->up, r->down};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
}

static int returns(const double *history, int last, int size)
{
    for (int t = 0; t < last; t++) {
        double far = 0.0;
        for (int k = 0; k < size; k++) far = most(far, fabs(history[t * size + k] - history[last * size + k]));
        if (far <= STILL) return 1;
    }
    return 0;
}

static void record(const double *x, const double *q, double *history, int t, int size)
{
    memcpy(history + (size_t)t * 2 * size, x, size * sizeof(double));
    memcpy(history + (size_t)t * 2 * size + size, q, size * sizeof(double));
}

void settle(const double *position, const double *salience, const double *capability, int draws, int actors,
            int dims, int rounds, double *final, double *weight, int *moved, signed char *status)
{
    int size = actors * dims;
    double *x = room_for(size), *q = room_for(size), *total = room_for(actors);
    double *history = room_for((size_t)(rounds + 1) * 2 * size);
    int *order = malloc(actors * sizeof(int));
    Room r = make_room(actors, dims);
    for (int draw = 0; draw < draws; draw++) {
        const double *s = salience + (size_t)draw * size, *c = capability + (size_t)draw * actors;
        int m = 0;
        memcpy(x, position + (size_t)draw * size, size * sizeof(double));
        memcpy(q, x, size * sizeof(double));
        for (int k = 0; k < actors; k++) {
            total[k] = 0.0;
            for (int d = 0; d < dims; d++) total[k] += s[k * dims + d];
            total[k] = least(total[k], 1.0);
            if (total[k] * c[k] > 0.0) order[m++] = k;
        }
        if (m != r.n) {
            leave(&r);
            r = make_room(m, dims);
        }
        int counted = 0, end = LIMIT;
        record(x, q, history, 0, size);
        for (int t = 1; t <= rounds; t++) {
            double length = 0.0, drift = 0.0;
            gather(&r, x, q, c, s, total, order);
            play(&r);
            for (int k = 0; k < m; k++) {
                double square = 0.0, *at = x + order[k] * dims;
                for (int d = 0; d < dims; d++) {
                    double away = r.to[k * dims + d] - at[d];
                    square += away * away;
                    at[d] = r.to[k * dims + d];
                }
                length += sqrt(square);
            }
            for (int k = 0; k < size; k++) {
                drift = most(drift, fabs(x[k] - q[k]));
                q[k] = x[k];
            }
            record(x, q, history, t, size);
            if (length > 0.0) counted = t;
            if (!(length > 0.0) && drift <= STILL) {
                end = SETTLED;
                break;
            }
        }
        if (end == LIMIT && returns(history, rounds, 2 * size)) end = CYCLING;
        moved[draw] = counted;
        status[draw] = (signed char)end;
        memcpy(final + (size_t)draw * size, x, size * sizeof(double));
        gather(&r, x, q, c, s, total, order);
        set_support(&r, order, weight + (size_t)draw * actors, actors);
    }
    leave(&r);
    free(x), free(q), free(total), free(history), free(order);
}
