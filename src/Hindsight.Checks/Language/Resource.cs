using System.IO.Compression;

namespace Hindsight.Checks.Language;

/// <summary>The tables that this library carries.</summary>
internal static class Resource
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    /// <summary>A compressed table, unpacked.</summary>
    public static byte[] Unpacked(string name)
    {
        using var packed = new BrotliStream(Open(name), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static Stream Open(string name) => typeof(Resource).Assembly.GetManifestResourceStream(name)!;
}
