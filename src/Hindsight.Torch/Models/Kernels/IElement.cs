using System.Runtime.Intrinsics;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>How sixteen numbers of a tensor's type are read into fp32 and written back.</summary>
internal unsafe interface IElement
{
    /// <summary>Bytes of a number.</summary>
    static abstract int Size { get; }

    /// <summary>Sixteen numbers.</summary>
    static abstract Vector512<float> Load(byte* address);

    /// <summary>Rounds to nearest, ties to even.</summary>
    static abstract void Store(byte* address, Vector512<float> values);

    /// <summary>One number.</summary>
    static abstract float LoadOne(byte* address);

    /// <summary>Rounds to nearest, ties to even.</summary>
    static abstract void StoreOne(byte* address, float value);
}
