/* The floor: a whole training run in plain C, everything constant at compile time.
 *
 * Given by -D: REAL, INTEGER (same width), ROWS, BATCH, INPUTS, OUTPUTS, LEARNING_RATE, MOMENTUM,
 * ADAM, CROSS_ENTROPY, BLAS, HIDDEN (units of the first layer), LAYERS(M) and BACKWARDS(M), which are M(layer, next, inputs, outputs)
 * for each layer, first to last and last to first.
 *
 * Rows are row-major; columns are padded to whole vectors (zeros stay zeros), except the inputs'
 * and a single output's. Products are register tiles whose epilogue is bias and ReLU, the mask of
 * ReLU, or the optimizer's update of the weight. A network with one output does its last layer,
 * loss and gradient in one pass over the rows.
 */
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#ifdef __AVX512F__
#define BYTES 64
#define WIDEST 4
#define TILE_ROWS(vectors) ((vectors) == 4 ? 6 : (vectors) == 3 ? 8 : (vectors) == 2 ? 12 : 16)
#else
#define BYTES 32
#define WIDEST 2
#define TILE_ROWS(vectors) ((vectors) == 2 ? 6 : 10)
#endif
#ifndef THIN
#define THIN (INPUTS == 1 && LAYER_COUNT == 2 && !CROSS_ENTROPY && BATCH % 4 == 0)
#endif
#define LANES ((int)(BYTES / sizeof(REAL)))
#define PAD(n) ((n) == 1 ? 1 : ((n) + LANES - 1) / LANES * LANES)
#define STRIDE(layer, n) ((layer) == 0 ? (n) : PAD(n))
#define INLINE static inline __attribute__((always_inline))
#define ALIGNED __attribute__((aligned(64)))
#define UNROLL _Pragma("GCC unroll 32")

typedef REAL vec __attribute__((vector_size(BYTES)));
typedef REAL loose __attribute__((vector_size(BYTES), aligned(sizeof(REAL)), may_alias));
typedef INTEGER ints __attribute__((vector_size(BYTES)));

INLINE vec load(const REAL *p) { return *(const loose *)p; }
INLINE void store(REAL *p, vec v) { *(loose *)p = v; }
INLINE vec choose(ints where, vec v) { return (vec)(where & (ints)v); }
#ifdef __AVX512F__
INLINE REAL total(vec v) { return SINGLE ? _mm512_reduce_add_ps((__m512)v) : _mm512_reduce_add_pd((__m512d)v); }
#else
INLINE REAL total(vec v) {
    REAL sum = 0;
    UNROLL for (int l = 0; l < LANES; l++) sum += v[l];
    return sum;
}
#endif

/* ---- the optimizer's update of one vector ---- */

static REAL step_size, root_scale; /* lr / (1 - b1^t), 1 / sqrt(1 - b2^t) */
static double power1, power2;

INLINE vec inverse_root_plus(vec v) { /* 1 / (sqrt(v) * root_scale + 1e-8) */
    vec out;
    UNROLL for (int l = 0; l < LANES; l++) out[l] = 1 / (sqrt(v[l]) * root_scale + (REAL)1e-8);
    return out;
}

#if defined(__AVX512F__) && SINGLE
INLINE vec fast_inverse_root_plus(vec v) { /* two estimates of 14 bits, each with a Newton step */
    vec guess = (vec)_mm512_rsqrt14_ps((__m512)v);
    vec root = v * guess * (1.5f - 0.5f * v * guess * guess);
    vec x = choose(v > 0, root) * root_scale + 1e-8f;
    vec inverse = (vec)_mm512_rcp14_ps((__m512)x);
    return inverse * (2 - x * inverse);
}
#define inverse_root_plus fast_inverse_root_plus
#endif

INLINE void update(REAL *w, REAL *m, REAL *v, vec g) {
    if (ADAM) {
        vec first = load(m) * (REAL)0.9 + g * (REAL)0.1;
        vec second = load(v) * (REAL)0.999 + g * g * (REAL)(1 - 0.999);
        store(m, first);
        store(v, second);
        store(w, load(w) - first * step_size * inverse_root_plus(second));
    } else if (MOMENTUM != 0) {
        vec velocity = load(m) * (REAL)MOMENTUM + g;
        store(m, velocity);
        store(w, load(w) - velocity * (REAL)LEARNING_RATE);
    } else {
        store(w, load(w) - g * (REAL)LEARNING_RATE);
    }
}

INLINE void update_one(REAL *w, REAL *m, REAL *v, REAL g) {
    if (ADAM) {
        *m = *m * (REAL)0.9 + g * (REAL)0.1;
        *v = *v * (REAL)0.999 + g * g * (REAL)(1 - 0.999);
        *w -= step_size * *m / (sqrt(*v) * root_scale + (REAL)1e-8);
    } else if (MOMENTUM != 0) {
        *m = *m * (REAL)MOMENTUM + g;
        *w -= *m * (REAL)LEARNING_RATE;
    } else {
        *w -= g * (REAL)LEARNING_RATE;
    }
}

INLINE void tick(void) {
    if (!ADAM) return;
    power1 *= 0.9;
    power2 *= 0.999;
    step_size = LEARNING_RATE / (1 - power1);
    root_scale = 1 / sqrt(1 - power2);
}

/* ---- products ---- */

enum { RELU, LINEAR, MASK, UPDATE };

typedef struct { /* what an epilogue needs; `extra` is the bias, or the activations of the mask */
    REAL *out, *m, *v;
    const REAL *extra;
    int stride;
} target;

INLINE void finish(int kind, target t, int i, int j, vec sum) {
    long place = (long)i * t.stride + j;
    if (kind == UPDATE) {
        update(t.out + place, t.m + place, t.v + place, sum);
        return;
    }
    if (kind == RELU || kind == LINEAR) sum += load(t.extra + j);
    if (kind == RELU) sum = choose(sum > 0, sum);
    if (kind == MASK) sum = choose(load(t.extra + place) > 0, sum);
    store(t.out + place, sum);
}

INLINE void tile(int rows, int vectors, int depth, const REAL *a, int ai, int ak, const REAL *b, int bk,
                 int kind, target t, int i0, int j0) {
    vec sum[24][4];
    UNROLL for (int i = 0; i < rows; i++) UNROLL for (int j = 0; j < vectors; j++) sum[i][j] = (vec){0};
    const REAL *restrict ap = a + (long)i0 * ai, *restrict bp = b + j0;
    _Pragma("GCC unroll 1") for (int k = 0; k < depth; k++, ap += ak, bp += bk) {
        vec right[4];
        UNROLL for (int j = 0; j < vectors; j++) right[j] = load(bp + j * LANES);
        UNROLL for (int i = 0; i < rows; i++)
            UNROLL for (int j = 0; j < vectors; j++) sum[i][j] += ap[(long)i * ai] * right[j];
    }
    UNROLL for (int i = 0; i < rows; i++)
        UNROLL for (int j = 0; j < vectors; j++) finish(kind, t, i0 + i, j0 + j * LANES, sum[i][j]);
}

INLINE void columns(int m, int vectors, int depth, const REAL *a, int ai, int ak, const REAL *b, int bk,
                    int kind, target t, int j0) {
    const int rows = TILE_ROWS(vectors), rest = m % rows;
    _Pragma("GCC unroll 1") for (int i = 0; i + rows <= m; i += rows)
        tile(rows, vectors, depth, a, ai, ak, b, bk, kind, t, i, j0);
    if (rest) tile(rest, vectors, depth, a, ai, ak, b, bk, kind, t, m - rest, j0);
}

/* out[m, n] = epilogue(sum over k of a[i * ai + k * ak] * b[k * bk + j]); n is whole vectors */
INLINE void tiled(int m, int n, int depth, const REAL *a, int ai, int ak, const REAL *b, int bk, int kind,
                  target t) {
    const int all = n / LANES, rest = all % WIDEST;
    _Pragma("GCC unroll 1") for (int j = 0; j + WIDEST <= all; j += WIDEST)
        columns(m, WIDEST, depth, a, ai, ak, b, bk, kind, t, j * LANES);
    if (rest) columns(m, rest, depth, a, ai, ak, b, bk, kind, t, (all - rest) * LANES);
}

typedef void gemm(int order, int ta, int tb, int64_t m, int64_t n, int64_t k, REAL alpha, const REAL *a,
                  int64_t lda, const REAL *b, int64_t ldb, REAL beta, REAL *c, int64_t ldc);
static gemm *blas;
void use_blas(void *address) { blas = (gemm *)address; }

/* The same through BLAS; the gradient of a weight goes through `scratch`. `at`, `bt`: stored transposed. */
INLINE void by_blas(int m, int n, int depth, const REAL *a, int lda, int at, const REAL *b, int ldb, int bt,
                    int kind, target t, REAL *scratch) {
    REAL *c = kind == UPDATE ? scratch : t.out;
    blas(101, at ? 112 : 111, bt ? 112 : 111, m, n, depth, 1, a, lda, b, ldb, 0, c, t.stride);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j += LANES) finish(kind, t, i, j, load(c + (long)i * t.stride + j));
}

/* ---- w^T, for the gradient of a layer's input ---- */

static ints low[8], high[8]; /* lanes of two vectors whose blocks of 2^level lanes change places */

static void prepare_transpose(void) {
    for (int level = 0; 1 << level < LANES; level++)
        for (int l = 0; l < LANES; l++) {
            int s = 1 << level;
            low[level][l] = l & s ? LANES + (l ^ s) : l;
            high[level][l] = l & s ? LANES + l : l ^ s;
        }
}

INLINE void transpose_block(const REAL *a, int lda, REAL *out, int ldo) {
    vec r[LANES];
    UNROLL for (int i = 0; i < LANES; i++) r[i] = load(a + (long)i * lda);
    UNROLL for (int level = 0; 1 << level < LANES; level++) {
        const int s = 1 << level;
        UNROLL for (int i = 0; i < LANES; i++) if (!(i & s)) {
            vec first = r[i], second = r[i + s];
            r[i] = __builtin_shuffle(first, second, low[level]);
            r[i + s] = __builtin_shuffle(first, second, high[level]);
        }
    }
    UNROLL for (int i = 0; i < LANES; i++) store(out + (long)i * ldo, r[i]);
}

INLINE void transpose(int rows, int n, const REAL *a, REAL *out) {
    _Pragma("GCC unroll 1") for (int i = 0; i < rows; i += LANES)
        _Pragma("GCC unroll 1") for (int j = 0; j < n; j += LANES)
            transpose_block(a + (long)i * n + j, n, out + (long)j * rows + i, rows);
}

/* ---- shuffle: Mersenne twister, Fisher-Yates with a multiplication in place of a remainder ---- */

static uint32_t words[624];
static int position = 624;
static int32_t order[ROWS];

static void seed(uint32_t s) {
    words[0] = s;
    for (int i = 1; i < 624; i++) words[i] = 1812433253u * (words[i - 1] ^ words[i - 1] >> 30) + i;
    position = 624;
}

INLINE uint32_t twist(uint32_t a, uint32_t b) {
    return ((a & 0x80000000u) | (b & 0x7fffffffu)) >> 1 ^ (b & 1 ? 0x9908b0dfu : 0);
}

static uint32_t tempered[624];
static void refill(void) {
    _Pragma("GCC ivdep") for (int i = 0; i < 227; i++) words[i] = words[i + 397] ^ twist(words[i], words[i + 1]);
    for (int i = 227; i < 623; i++) words[i] = words[i - 227] ^ twist(words[i], words[i + 1]);
    words[623] = words[396] ^ twist(words[623], words[0]);
    for (int i = 0; i < 624; i++) {
        uint32_t y = words[i];
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c5680u;
        y ^= y << 15 & 0xefc60000u;
        tempered[i] = y ^ y >> 18;
    }
    position = 0;
}

static void shuffle(void) {
    for (int i = 0; i < ROWS; i++) order[i] = i;
    for (int i = ROWS - 1; i > 0;) {
        if (position == 624) refill();
        int stop = i - (624 - position);
        if (stop < 0) stop = 0;
        for (; i > stop; i--) {
            int j = (uint64_t)tempered[position++] * (uint64_t)(i + 1) >> 32;
            int32_t held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
    }
}

/* ---- the network's memory ---- */

#define MEMORY(l, next, k, n)                                                                            \
    static REAL w##l[(STRIDE(l, k) + LANES) * PAD(n)] ALIGNED, b##l[PAD(n)] ALIGNED;                     \
    static REAL wm##l[(STRIDE(l, k) + LANES) * PAD(n)] ALIGNED, wv##l[(STRIDE(l, k) + LANES) * PAD(n)] ALIGNED; \
    static REAL bm##l[PAD(n)] ALIGNED, bv##l[PAD(n)] ALIGNED;                                            \
    static REAL h##next[BATCH * PAD(n)] ALIGNED, d##next[BATCH * PAD(n)] ALIGNED;                        \
    static REAL turned##l[(STRIDE(l, k) + LANES) * PAD(n)] ALIGNED;
static REAL h0[BATCH * INPUTS + LANES] ALIGNED;
static REAL d0[LANES] ALIGNED;
LAYERS(MEMORY)

#if CROSS_ENTROPY
typedef int64_t label;
#else
typedef REAL label;
#endif
static label yb[BATCH];

/* ---- layers ---- */

INLINE void forward(int layer, int k, int n, const REAL *x, const REAL *w, const REAL *b, REAL *out, int last) {
    target t = {.out = out, .extra = b, .stride = PAD(n)};
    const int kind = last ? LINEAR : RELU;
    if (BLAS) by_blas(BATCH, PAD(n), k, x, STRIDE(layer, k), 0, w, PAD(n), 0, kind, t, 0);
    else tiled(BATCH, PAD(n), k, x, STRIDE(layer, k), 1, w, PAD(n), kind, t);
}

INLINE void backward(int layer, int k, int n, const REAL *x, REAL *dx, REAL *w, REAL *wm, REAL *wv, REAL *b,
                     REAL *bm, REAL *bv, const REAL *dy, REAL *turned) {
    if (layer) {
        target t = {.out = dx, .extra = x, .stride = PAD(k)};
        if (BLAS) {
            by_blas(BATCH, PAD(k), PAD(n), dy, PAD(n), 0, w, PAD(n), 1, MASK, t, 0);
        } else {
            transpose(PAD(k), PAD(n), w, turned);
            tiled(BATCH, PAD(k), n, dy, PAD(n), 1, turned, PAD(k), MASK, t);
        }
    }
    target t = {.out = w, .m = wm, .v = wv, .stride = PAD(n)};
    if (BLAS) by_blas(k, PAD(n), BATCH, x, STRIDE(layer, k), 1, dy, PAD(n), 0, UPDATE, t, turned);
    else tiled(k, PAD(n), BATCH, x, 1, STRIDE(layer, k), dy, PAD(n), UPDATE, t);
    _Pragma("GCC unroll 1") for (int j = 0; j < PAD(n); j += LANES) {
        vec sum = {0};
        for (int i = 0; i < BATCH; i++) sum += load(dy + (long)i * PAD(n) + j);
        update(b + j, bm + j, bv + j, sum);
    }
}

/* One output: prediction, loss, gradient of the activations, and the update, in one pass. */
INLINE void head(int layer, int k, const REAL *x, REAL *dx, REAL *w, REAL *wm, REAL *wv, REAL *b, REAL *bm,
                 REAL *bv) {
    const int vectors = PAD(k) / LANES;
    vec weight[vectors], gradient[vectors];
    UNROLL for (int j = 0; j < vectors; j++) weight[j] = load(w + j * LANES);
    UNROLL for (int j = 0; j < vectors; j++) gradient[j] = (vec){0};
    REAL bias = *b, all = 0;
    _Pragma("GCC unroll 1") for (int i = 0; i < BATCH; i++, x += PAD(k), dx += PAD(k)) {
        vec sum = {0};
        UNROLL for (int j = 0; j < vectors; j++) sum += load(x + j * LANES) * weight[j];
        REAL error = (total(sum) + bias - yb[i]) * (REAL)(2.0 / BATCH);
        all += error;
        UNROLL for (int j = 0; j < vectors; j++) {
            vec h = load(x + j * LANES);
            gradient[j] += h * error;
            store(dx + j * LANES, choose(h > 0, weight[j] * error));
        }
    }
    UNROLL for (int j = 0; j < vectors; j++) update(w + j * LANES, wm + j * LANES, wv + j * LANES, gradient[j]);
    update_one(b, bm, bv, all);
}

/* One input, one hidden layer, one output: the hidden layer never leaves the registers. The
 * gradients' common factor, the second weight, comes in at the end. */
INLINE void thin(int n, REAL *w, REAL *wm, REAL *wv, REAL *b, REAL *bm, REAL *bv, REAL *w2, REAL *wm2, REAL *wv2,
                 REAL *b2, REAL *bm2, REAL *bv2) {
    enum { AT_ONCE = 4 };
    const int vectors = PAD(n) / LANES;
    REAL error[BATCH], all = 0;
    _Pragma("GCC unroll 1") for (int i = 0; i < BATCH; i += AT_ONCE) {
        vec sum[AT_ONCE];
        UNROLL for (int r = 0; r < AT_ONCE; r++) sum[r] = (vec){0};
        UNROLL for (int j = 0; j < vectors; j++) {
            vec slope = load(w + j * LANES), start = load(b + j * LANES), second = load(w2 + j * LANES);
            UNROLL for (int r = 0; r < AT_ONCE; r++) {
                vec h = start + slope * h0[i + r];
                sum[r] += choose(h > 0, h) * second;
            }
        }
        UNROLL for (int r = 0; r < AT_ONCE; r++)
            error[i + r] = (total(sum[r]) + *b2 - yb[i + r]) * (REAL)(2.0 / BATCH);
    }
    for (int i = 0; i < BATCH; i++) all += error[i];
    _Pragma("GCC unroll 1") for (int j = 0; j < PAD(n); j += LANES) {
        vec slope = load(w + j), start = load(b + j), second = load(w2 + j);
        vec g[2] = {{0}, {0}}, g1[2] = {{0}, {0}}, gb[2] = {{0}, {0}};
        _Pragma("GCC unroll 1") for (int i = 0; i < BATCH; i += 2)
            UNROLL for (int r = 0; r < 2; r++) {
                vec h = start + slope * h0[i + r];
                vec reached = choose(h > 0, (vec){0} + error[i + r]);
                g[r] += h * reached;
                gb[r] += reached;
                g1[r] += reached * h0[i + r];
            }
        update(w2 + j, wm2 + j, wv2 + j, g[0] + g[1]);
        update(w + j, wm + j, wv + j, (g1[0] + g1[1]) * second);
        update(b + j, bm + j, bv + j, (gb[0] + gb[1]) * second);
    }
    update_one(b2, bm2, bv2, all);
}

/* The same where the inputs are few: no vectors along them. */
INLINE void line(int k, const REAL *x, REAL *w, REAL *wm, REAL *wv, REAL *b, REAL *bm, REAL *bv) {
    REAL gradient[k], all = 0;
    for (int j = 0; j < k; j++) gradient[j] = 0;
    UNROLL for (int i = 0; i < BATCH; i++) {
        REAL error = *b - yb[i];
        for (int j = 0; j < k; j++) error += x[i * k + j] * w[j];
        for (int j = 0; j < k; j++) gradient[j] += x[i * k + j] * error;
        all += error;
    }
    for (int j = 0; j < k; j++) update_one(w + j, wm + j, wv + j, gradient[j] * (REAL)(2.0 / BATCH));
    update_one(b, bm, bv, all * (REAL)(2.0 / BATCH));
}

#if CROSS_ENTROPY
INLINE void softmax(const REAL *logits, REAL *gradient) {
    for (int i = 0; i < BATCH; i++) {
        const REAL *row = logits + i * PAD(OUTPUTS);
        REAL *out = gradient + i * PAD(OUTPUTS), top = row[0], sum = 0;
        for (int j = 1; j < OUTPUTS; j++) top = row[j] > top ? row[j] : top;
        for (int j = 0; j < PAD(OUTPUTS); j++) out[j] = row[j] - top;
    }
    for (int i = 0; i < BATCH * PAD(OUTPUTS); i++) gradient[i] = exp(gradient[i]);
    for (int i = 0; i < BATCH; i++) {
        REAL *out = gradient + i * PAD(OUTPUTS), sum = 0;
        for (int j = 0; j < OUTPUTS; j++) sum += out[j];
        for (int j = 0; j < OUTPUTS; j++) out[j] *= 1 / (sum * BATCH);
        for (int j = OUTPUTS; j < PAD(OUTPUTS); j++) out[j] = 0;
        out[yb[i]] -= (REAL)(1.0 / BATCH);
    }
}
#define LOSS(l, next, k, n) if (n == OUTPUTS) softmax(h##next, d##next);
#else
#define LOSS(l, next, k, n)
#endif

#define IS_LAST(next) (next == LAYER_COUNT)
#define ONE_OUTPUT(next) (IS_LAST(next) && !CROSS_ENTROPY)
#define FORWARD(l, next, k, n) \
    if (!ONE_OUTPUT(next)) forward(l, k, n, h##l, w##l, b##l, h##next, IS_LAST(next));
#define BACKWARD(l, next, k, n)                                                                           \
    if (ONE_OUTPUT(next)) {                                                                               \
        if (l) head(l, k, h##l, d##l, w##l, wm##l, wv##l, b##l, bm##l, bv##l);                            \
        else line(k, h0, w##l, wm##l, wv##l, b##l, bm##l, bv##l);                                         \
    } else {                                                                                              \
        if (IS_LAST(next)) { LOSS(l, next, k, n) }                                                        \
        backward(l, k, n, h##l, d##l, w##l, wm##l, wv##l, b##l, bm##l, bv##l, d##next, turned##l);        \
    }

void train(const REAL *x, const label *y, long epochs, int shuffled) {
    for (int i = 0; i < ROWS; i++) order[i] = i;
    for (long e = 0; e < epochs; e++) {
        if (shuffled) shuffle();
        for (int s = 0; s < ROWS / BATCH; s++) {
            const int32_t *chosen = order + s * BATCH;
            for (int i = 0; i < BATCH; i++) {
                memcpy(h0 + i * INPUTS, x + (long)chosen[i] * INPUTS, INPUTS * sizeof(REAL));
                yb[i] = y[chosen[i]];
            }
            tick();
#if THIN
            thin(HIDDEN, w0, wm0, wv0, b0, bm0, bv0, w1, wm1, wv1, b1, bm1, bv1);
#else
            LAYERS(FORWARD)
            BACKWARDS(BACKWARD)
#endif
        }
    }
}

/* ---- weights in and out: unpadded, layer after layer, weight then bias ---- */

#define CLEAR(array) memset(array, 0, sizeof array);
#define READ(l, next, k, n)                                                     \
    CLEAR(w##l) CLEAR(b##l) CLEAR(wm##l) CLEAR(wv##l) CLEAR(bm##l) CLEAR(bv##l)  \
    for (int i = 0; i < k; i++)                                                 \
        for (int j = 0; j < n; j++) w##l[i * PAD(n) + j] = *from++;             \
    for (int j = 0; j < n; j++) b##l[j] = *from++;
#define WRITE(l, next, k, n)                                                    \
    for (int i = 0; i < k; i++)                                                 \
        for (int j = 0; j < n; j++) *to++ = w##l[i * PAD(n) + j];               \
    for (int j = 0; j < n; j++) *to++ = b##l[j];

void begin(const REAL *from) {
    LAYERS(READ)
    prepare_transpose();
    power1 = power2 = 1;
    seed(5489);
}

void finish_run(REAL *to) { LAYERS(WRITE) }
