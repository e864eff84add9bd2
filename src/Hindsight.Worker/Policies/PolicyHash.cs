using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Worker.Policies;

/// <summary>Tells policies apart by their content.</summary>
internal static class PolicyHash
{
    /// <summary>The SHA-256 of a model file, or of the names and contents of a model folder's files, lower-case hexadecimal.</summary>
    public static string Of(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        string[] files = File.Exists(path) ? [path] : Directory.GetFiles(path);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\0{stream.Length}\0"));
            for (int read; (read = stream.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
