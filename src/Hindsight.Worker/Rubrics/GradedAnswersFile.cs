using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Answers;
using Hindsight.Files;

namespace Hindsight.Worker.Rubrics;

/// <summary>Writes grades as JSON Lines: an answer a line with its id, score, cause and verdicts.</summary>
internal static class GradedAnswersFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The file is written beside and renamed, so that it is whole or not there.</summary>
    public static void Write(string path, IEnumerable<GradedAnswer> answers) => Durable.WriteFile(path, stream =>
    {
        foreach (GradedAnswer answer in answers)
        {
            JsonSerializer.Serialize(stream, new { answer.Answer.Id, answer.Grade }, Json);
            stream.WriteByte((byte)'\n');
        }
    });
}
