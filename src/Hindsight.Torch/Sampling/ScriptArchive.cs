using System.IO.Compression;
using System.Text;

namespace Hindsight.Torch.Sampling;

/// <summary>A TorchScript module made in memory. Unlike a compiled source, an archive's code reaches every operator namespace (<c>ops.mkldnn</c> …), and one call runs a whole decoding step.</summary>
internal static class ScriptArchive
{
    // The pickle of an Ops() without state: protocol 2, the class by name, a dictionary with training = False.
    private static readonly byte[] Object =
        [0x80, 2, .. "c__torch__\nOps\n"u8, (byte)')', 0x81, (byte)'}', (byte)'X', 8, 0, 0, 0, .. "training"u8, 0x89, (byte)'s', (byte)'b', (byte)'.'];

    private static readonly byte[] NoConstants = [0x80, 2, (byte)')', (byte)'.'];

    /// <summary>Loads a module whose class <c>Ops</c> has the given methods.</summary>
    /// <param name="methods">Methods in the language of serialised TorchScript, indented by two blanks; <c>self</c> is <c>__torch__.Ops</c>.</param>
    public static TorchSharp.torch.jit.ScriptModule Load(string methods)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "version", "3\n"u8);
            Add(zip, "constants.pkl", NoConstants);
            Add(zip, "data.pkl", Object);
            Add(zip, "code/__torch__.py", Encoding.UTF8.GetBytes($"class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n{methods}\n"));
        }

        return TorchSharp.torch.jit.load(stream.ToArray());
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        // The reader maps entries as they lie: they must be stored, not deflated.
        using Stream entry = zip.CreateEntry($"ops/{name}", CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
