using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>fp32 products of small row-major matrices that lie in the caches: eight rows by thirty-two columns stay in registers.</summary>
internal static unsafe class SmallProduct
{
    /// <summary>Rows are computed eight at a time: buffers have so many.</summary>
    public const int RowStep = 8;

    /// <summary>Columns are computed thirty-two at a time: buffers have so many.</summary>
    public const int ColumnStep = 32;

    /// <summary>The next multiple.</summary>
    public static int RoundUp(int count, int step) => (count + step - 1) / step * step;

    /// <summary>c = a b, or c += a b; a is <c>[rows, depth]</c>, b <c>[depth, columns]</c>.</summary>
    public static void Multiply(float* a, int aStride, float* b, int bStride, float* c, int cStride, int rows, int columns, int depth)
    {
        for (int column = 0; column < columns; column += ColumnStep)
        {
            for (int row = 0; row < rows; row += RowStep)
                Rows(a + (nint)row * aStride, aStride, b + column, bStride, c + (nint)row * cStride + column, cStride, depth);
        }
    }

    /// <summary>c += aᵀ b; a is <c>[depth, rows]</c>, b <c>[depth, columns]</c>.</summary>
    public static void AddTransposed(float* a, int aStride, float* b, int bStride, float* c, int cStride, int rows, int columns, int depth)
    {
        for (int column = 0; column < columns; column += ColumnStep)
        {
            for (int row = 0; row < rows; row += RowStep)
                Columns(a + row, aStride, b + column, bStride, c + (nint)row * cStride + column, cStride, depth);
        }
    }

    private static void Rows(float* a, nint aStride, float* b, nint bStride, float* c, nint cStride, int depth)
    {
        float* a1 = a + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, a5 = a4 + aStride, a6 = a5 + aStride, a7 = a6 + aStride;
        Vector512<float> p0 = default, q0 = default, p1 = default, q1 = default, p2 = default, q2 = default, p3 = default, q3 = default;
        Vector512<float> p4 = default, q4 = default, p5 = default, q5 = default, p6 = default, q6 = default, p7 = default, q7 = default;
        for (nint k = 0; k < depth; k++, b += bStride)
        {
            Vector512<float> left = Vector512.Load(b), right = Vector512.Load(b + 16);
            Step(ref p0, ref q0, a[k], left, right);
            Step(ref p1, ref q1, a1[k], left, right);
            Step(ref p2, ref q2, a2[k], left, right);
            Step(ref p3, ref q3, a3[k], left, right);
            Step(ref p4, ref q4, a4[k], left, right);
            Step(ref p5, ref q5, a5[k], left, right);
            Step(ref p6, ref q6, a6[k], left, right);
            Step(ref p7, ref q7, a7[k], left, right);
        }

        Put(c, p0, q0);
        Put(c += cStride, p1, q1);
        Put(c += cStride, p2, q2);
        Put(c += cStride, p3, q3);
        Put(c += cStride, p4, q4);
        Put(c += cStride, p5, q5);
        Put(c += cStride, p6, q6);
        Put(c + cStride, p7, q7);
    }

    private static void Columns(float* a, nint aStride, float* b, nint bStride, float* c, nint cStride, int depth)
    {
        Vector512<float> p0 = default, q0 = default, p1 = default, q1 = default, p2 = default, q2 = default, p3 = default, q3 = default;
        Vector512<float> p4 = default, q4 = default, p5 = default, q5 = default, p6 = default, q6 = default, p7 = default, q7 = default;
        for (int k = 0; k < depth; k++, a += aStride, b += bStride)
        {
            Vector512<float> left = Vector512.Load(b), right = Vector512.Load(b + 16);
            Step(ref p0, ref q0, a[0], left, right);
            Step(ref p1, ref q1, a[1], left, right);
            Step(ref p2, ref q2, a[2], left, right);
            Step(ref p3, ref q3, a[3], left, right);
            Step(ref p4, ref q4, a[4], left, right);
            Step(ref p5, ref q5, a[5], left, right);
            Step(ref p6, ref q6, a[6], left, right);
            Step(ref p7, ref q7, a[7], left, right);
        }

        Add(c, p0, q0);
        Add(c += cStride, p1, q1);
        Add(c += cStride, p2, q2);
        Add(c += cStride, p3, q3);
        Add(c += cStride, p4, q4);
        Add(c += cStride, p5, q5);
        Add(c += cStride, p6, q6);
        Add(c + cStride, p7, q7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref Vector512<float> p, ref Vector512<float> q, float a, Vector512<float> left, Vector512<float> right)
    {
        Vector512<float> factor = Vector512.Create(a);
        p = Vector512.FusedMultiplyAdd(factor, left, p);
        q = Vector512.FusedMultiplyAdd(factor, right, q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector512<float> p, Vector512<float> q)
    {
        p.Store(c);
        q.Store(c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* c, Vector512<float> p, Vector512<float> q)
    {
        (p + Vector512.Load(c)).Store(c);
        (q + Vector512.Load(c + 16)).Store(c + 16);
    }
}
