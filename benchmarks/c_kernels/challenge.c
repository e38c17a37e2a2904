/* The challenge model (majlis.models.challenge) for Q = 1, as printed with its default choices or as in the
   published code, by hand in C: what its kernel is timed against. Positions, weights and saliences are
   [draw][actor]. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLACK 1e-12
#define NO_OFFER 99.0
#define LOG_NOTHING (-5000.0)
#define NO_VOTES 1e-200
#define CONFLICT 0.0
#define COMPROMISE 4.0
#define ACQUIESCE 8.0
#define ROUNDER 0x1.8p52
enum { SETTLED, CYCLING, LIMIT };

typedef struct {
    int n;
    double *u, *y, *w, *s, *r, *security, *left_w, *left_wu, *upto_w, *upto_wu, *spread;     /* in canonical order */
    double *prob, *prob_t, *gain, *gain_t, *rival, *rival_t, *log_win, *log_lose, *log_d, *win, *lose, *loss, *near;
    double *sums, *exponent, *scale, *rank, *share, *to;
    double *best, *offer_gain, *offer_to, *offer_share;
    int *maker;
} Room;

static double least(double a, double b) { return a < b ? a : b; }
static double most(double a, double b) { return a > b ? a : b; }

/* out[i][j] = exp(r[i] * logs[i][j]) for logs of at most 0: a polynomial, and the power of two by its bits. */
static void powers(const double *restrict logs, const double *restrict r, double *restrict out,
                   double *restrict exponent, double *restrict scale, int n)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double x = r[i] * logs[i * n + j];
            exponent[i * n + j] = x > -700.0 ? x : -700.0;
        }
    for (int k = 0; k < n * n; k++) {
        double x = exponent[k], shifted = x * 1.4426950408889634 + ROUNDER, whole = shifted - ROUNDER;
        double f = (x - whole * 0.693147180369123816490) - whole * 1.90821492927058770002e-10;
        int64_t bits;
        double high = 1.0 / 5040 + f * (1.0 / 40320 + f * (1.0 / 362880 + f * (1.0 / 3628800)));
        high += f * f * f * f * (1.0 / 39916800 + f * (1.0 / 479001600 + f * (1.0 / 6227020800)));
        double low = 1.0 / 6 + f * (1.0 / 24 + f * (1.0 / 120 + f * (1.0 / 720 + f * high)));
        out[k] = 1.0 + f * (1.0 + f * (0.5 + f * low));
        memcpy(&bits, &shifted, sizeof bits);
        bits = (int64_t)((uint64_t)(bits + 1023) << 52);
        memcpy(&scale[k], &bits, sizeof bits);
    }
    for (int k = 0; k < n * n; k++) out[k] *= scale[k];
}

static int before(int one, int other, const double *u, const double *y, const double *w, const double *s)
{
    if (u[one] != u[other]) return u[one] < u[other];
    if (y[one] != y[other]) return y[one] < y[other];
    if (w[one] != w[other]) return w[one] < w[other];
    return s[one] <= s[other];
}

static void sort(int *order, int n, const double *u, const double *y, const double *w, const double *s)
{
    for (int k = 1; k < n; k++) {
        int actor = order[k], m = k - 1;
        while (m >= 0 && !before(order[m], actor, u, y, w, s)) {
            order[m + 1] = order[m];
            m--;
        }
        order[m + 1] = actor;
    }
}

static void set_logs(Room *r, int published)
{
    int n = r->n;
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++) {
            double d = r->u[j] - r->u[i];
            r->log_win[i * n + j] = r->log_win[j * n + i] = d < 1.0 ? log(0.5 - 0.5 * d) : LOG_NOTHING;
            r->log_lose[i * n + j] = r->log_lose[j * n + i] = log(0.5 + 0.5 * d);
            if (published) {
                r->log_d[i * n + j] = r->log_d[j * n + i] = d > 0.0 ? log(d) : LOG_NOTHING;
                r->loss[i * n + j] = r->loss[j * n + i] = d;
            }
        }
}

static void pair_probability(Room *r)
{
    int n = r->n, first = 0;
    const double *u = r->u;
    double weight = 0.0, moment = 0.0;
    for (int k = 0; k < n; k++) {
        if (u[k] != u[first]) first = k;
        r->left_w[k] = first == k ? weight : r->left_w[first];
        r->left_wu[k] = first == k ? moment : r->left_wu[first];
        weight += r->w[k];
        moment += r->w[k] * u[k];
        for (int beside = first; beside <= k; beside++) {
            r->upto_w[beside] = weight;
            r->upto_wu[beside] = moment;
        }
    }
    for (int i = 0; i < n; i++) {
        int m = i;
        double w_i = r->upto_w[i], wu_i = r->upto_wu[i];
        for (int j = i; j < n; j++) {
            double distance = u[j] - u[i], both = u[j] + u[i];
            while (m < j && 2.0 * u[m] < both) m++;
            double w_m = r->left_w[m], wu_m = r->left_wu[m];
            double left = distance * w_i + most(both * (w_m - w_i) - 2.0 * (wu_m - wu_i), 0.0);
            double right = distance * (weight - r->left_w[j]);
            right += most(2.0 * (r->left_wu[j] - wu_m) - both * (r->left_w[j] - w_m), 0.0);
            double share = distance > 0.0 && left + right > 0.0 ? left / (left + right) : 0.5;
            r->prob[i * n + j] = r->prob_t[j * n + i] = share;
            r->prob[j * n + i] = r->prob_t[i * n + j] = 1.0 - share;
        }
    }
}

static void rank_distances(Room *r)
{
    int n = r->n;
    for (int k = 0; k < n; k++) {
        double at = r->u[k];
        int left = k - 1, right = k + 1;
        r->near[k * n + k] = 1.0 - n;
        for (int m = 1; m < n; m++) {
            int go_right = left < 0 || (right < n && r->u[right] - at <= at - r->u[left]);
            r->near[k * n + (go_right ? right++ : left--)] = 2.0 * m + 1.0 - n;
        }
    }
}

static void field_probability(Room *r)
{
    int n = r->n;
    double *restrict sums = r->sums, *restrict spread = r->spread;
    const double *restrict near = r->near, *restrict loss = r->loss;
    double total = 0.0;
    for (int j = 0; j < n; j++) sums[j] = spread[j] = 0.0;
    for (int k = 0; k < n; k++) {
        double weight = r->w[k];
        for (int p = 0; p < n; p++) {
            spread[p] += weight * near[k * n + p] * loss[k * n + p];
            sums[(k + 1) * n + p] = sums[k * n + p] + weight * loss[k * n + p];
        }
    }
    for (int p = 0; p < n; p++) total += 2.0 * spread[p];
    double scale = total > NO_VOTES ? 1.0 / total : 0.0;
    for (int i = 0; i < n; i++) {
        int m = i + 1;
        r->prob[i * n + i] = r->prob_t[i * n + i] = 0.0;
        for (int j = i + 1; j < n; j++) {
            while (m < j && 2.0 * r->u[m] < r->u[j] + r->u[i]) m++;
            double ours = scale * most(sums[m * n + j] - sums[m * n + i], 0.0);
            double rest_i = sums[n * n + i] - sums[m * n + i], rest_j = sums[n * n + j] - sums[m * n + j];
            double theirs = scale * most(rest_i - rest_j, 0.0);
            r->prob[i * n + j] = r->prob_t[j * n + i] = ours;
            r->prob[j * n + i] = r->prob_t[i * n + j] = theirs;
        }
    }
}

static void set_risk(Room *r)
{
    int n = r->n;
    const double *restrict u = r->u, *restrict s = r->s;
    double *restrict security = r->security;
    for (int i = 0; i < n; i++) security[i] = 0.0;
    for (int j = 0; j < n; j++) {
        const double *restrict p = r->prob + j * n;
        for (int i = 0; i < n; i++) security[i] += 2.0 * fabs(u[i] - u[j]) * (1.0 - 2.0 * s[i] * (1.0 - p[i]));
    }
    double low = security[0], high = security[0];
    for (int i = 1; i < n; i++) {
        low = least(low, security[i]);
        high = most(high, security[i]);
    }
    for (int i = 0; i < n; i++) {
        r->r[i] = 1.0;
        if (high - low > SLACK * n) {
            double risk = (2.0 * security[i] - high - low) / (high - low);
            r->r[i] = (1.0 - risk / 3.0) / (1.0 + risk / 3.0);
        }
    }
}

static void set_gains(Room *r, int published)
{
    int n = r->n;
    powers(r->log_win, r->r, r->win, r->exponent, r->scale, n);
    powers(r->log_lose, r->r, r->lose, r->exponent, r->scale, n);
    for (int i = 0; i < n; i++) {
        const double *restrict win = r->win + i * n, *restrict lose = r->lose + i * n, *restrict s = r->s;
        const double *restrict p = r->prob + i * n, *restrict p_t = r->prob_t + i * n;
        double *restrict gain = r->gain + i * n, *restrict rival = r->rival + i * n;
        double own = s[i], stay = 2.0 - 4.0 * exp(r->r[i] * log(0.5));
        for (int j = 0; j < n; j++)
            gain[j] = 2.0 - 4.0 * (win[j] + s[j] * (1.0 - p[j]) * (lose[j] - win[j])) - stay;
        if (published)
            for (int j = 0; j < n; j++)
                rival[j] = 2.0 - 4.0 * (win[j] + own * (1.0 - p_t[j]) * (lose[j] - win[j])) - stay;
    }
}

static void weigh(Room *r, int m, const double *restrict theirs, const double *restrict mine, int published)
{
    int n = r->n;
    const double *restrict u = r->u;
    double *restrict rank = r->rank, *restrict share = r->share, *restrict to = r->to;
    double at = u[m];
    for (int k = 0; k < n; k++) {
        double a = theirs[k], b = mine[k];
        double part = (b < 0.0) & (a > -b) ? -b / a : 1.0;
        double kind = b > 0.0 ? CONFLICT : a >= -b ? COMPROMISE : ACQUIESCE;
        double there = part == 1.0 ? u[k] : at + (u[k] - at) * part;
        double order = (published & (kind == COMPROMISE) ? there : fabs(there - at)) + kind;
        int none = (a <= SLACK) | (fabs(b) <= SLACK) | (a - b <= SLACK) | (u[k] == at);
        none |= published & (kind == ACQUIESCE);
        rank[k] = none ? NO_OFFER : order;
        share[k] = part;
        to[k] = there;
    }
    double best = r->best[m], gain = r->offer_gain[m];
    for (int k = 0; k < n; k++)
        if (rank[k] < best + SLACK && rank[k] < NO_OFFER) {
            double lead = rank[k] < best - SLACK ? 1.0 : published ? 0.0 : theirs[k] - gain;
            if (lead > SLACK || (lead >= -SLACK && to[k] < r->offer_to[m])) {
                best = rank[k];
                gain = theirs[k];
                r->offer_to[m] = to[k];
                r->offer_share[m] = share[k];
                r->maker[m] = k;
            }
        }
    r->best[m] = best;
    r->offer_gain[m] = gain;
}

static void contests(Room *r, int published)
{
    int n = r->n;
    for (int i = 0; i < n; i++) {
        r->best[i] = NO_OFFER;
        r->maker[i] = -1;
        for (int j = 0; j < n; j++) {
            r->gain_t[j * n + i] = r->gain[i * n + j];
            if (published) r->rival_t[j * n + i] = r->rival[i * n + j];
        }
    }
    for (int m = 0; m < n; m++) weigh(r, m, r->gain_t + m * n, (published ? r->rival_t : r->gain) + m * n, published);
    if (published)
        for (int m = 0; m < n; m++) weigh(r, m, r->rival + m * n, r->gain + m * n, published);
}

static void play(Room *r, int published)
{
    set_logs(r, published);
    if (published) {
        rank_distances(r);
        field_probability(r);
    } else {
        pair_probability(r);
    }
    set_risk(r);
    if (published) {
        powers(r->log_d, r->r, r->loss, r->exponent, r->scale, r->n);
        field_probability(r);
    }
    set_gains(r, published);
    contests(r, published);
}

static double *room_for(size_t count) { return calloc(count, sizeof(double)); }

void settle(const double *position, const double *weight, const double *salience, int draws, int n, int rounds,
            int published, double *final, int *moved, signed char *status)
{
    Room r = {.n = n};
    double **rows[] = {&r.u, &r.y, &r.w, &r.s, &r.r, &r.security, &r.left_w, &r.left_wu, &r.upto_w, &r.upto_wu,
                       &r.spread, &r.rank, &r.share, &r.to, &r.best, &r.offer_gain, &r.offer_to, &r.offer_share};
    double **squares[] = {&r.prob, &r.prob_t, &r.gain, &r.gain_t, &r.rival, &r.rival_t, &r.log_win, &r.log_lose,
                          &r.log_d, &r.win, &r.lose, &r.loss, &r.near, &r.exponent, &r.scale};
    size_t many = sizeof rows / sizeof *rows, more = sizeof squares / sizeof *squares;
    for (size_t k = 0; k < many; k++) *rows[k] = room_for(n);
    for (size_t k = 0; k < more; k++) *squares[k] = room_for((size_t)n * n);
    r.sums = room_for((size_t)(n + 1) * n);
    r.maker = malloc(n * sizeof(int));
    double *u = room_for(n), *y = room_for(n), *history = room_for((size_t)(rounds + 1) * n);
    int *order = malloc(n * sizeof(int));
    for (int draw = 0; draw < draws; draw++) {
        const double *x = position + (size_t)draw * n, *w = weight + (size_t)draw * n, *s = salience + (size_t)draw * n;
        double low = x[0], high = x[0];
        int last = rounds;
        for (int k = 1; k < n; k++) {
            low = least(low, x[k]);
            high = most(high, x[k]);
        }
        for (int k = 0; k < n; k++) {
            order[k] = k;
            y[k] = history[k] = x[k];
            u[k] = high > low ? (x[k] - low) / (high - low) : 0.0;
        }
        for (int t = 1; t <= rounds && last == rounds; t++) {
            int any = 0;
            sort(order, n, u, y, w, s);
            for (int k = 0; k < n; k++) {
                int actor = order[k];
                r.u[k] = u[actor], r.y[k] = y[actor], r.w[k] = w[actor], r.s[k] = s[actor];
            }
            if (high > low) play(&r, published);
            for (int k = 0; k < n && high > low; k++) {
                int actor = order[k], maker = r.maker[k];
                if (maker < 0) continue;
                double share = r.offer_share[k];
                double place = share == 1.0 ? r.y[maker] : y[actor] + (r.y[maker] - y[actor]) * share;
                any = any || place != y[actor];
                u[actor] = r.offer_to[k];
                y[actor] = place;
            }
            if (!any) {
                last = t - 1;
                break;
            }
            memcpy(history + (size_t)t * n, y, n * sizeof(double));
        }
        moved[draw] = last;
        status[draw] = last < rounds ? SETTLED : LIMIT;
        for (int t = 0; t < last && last == rounds; t++)
            if (memcmp(history + (size_t)t * n, history + (size_t)last * n, n * sizeof(double)) == 0) status[draw] = CYCLING;
        memcpy(final + (size_t)draw * n, y, n * sizeof(double));
    }
    for (size_t k = 0; k < many; k++) free(*rows[k]);
    for (size_t k = 0; k < more; k++) free(*squares[k]);
    free(r.sums), free(r.maker), free(u), free(y), free(history), free(order);
}
