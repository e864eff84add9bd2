#pragma warning disable
namespace Hindsight.Training;
public sealed class MetricsWriter(string path) {
 public Task AppendAsync(StepReport r, CancellationToken c) { File.AppendAllText(path, System.Text.Json.JsonSerializer.Serialize(r, new System.Text.Json.JsonSerializerOptions{PropertyNamingPolicy=System.Text.Json.JsonNamingPolicy.SnakeCaseLower, NumberHandling=System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals})+"\n"); return Task.CompletedTask; }
 public Task TruncateAsync(int step, CancellationToken c) { if (File.Exists(path)) File.WriteAllLines(path, File.ReadAllLines(path).Take(step)); return Task.CompletedTask; } }
