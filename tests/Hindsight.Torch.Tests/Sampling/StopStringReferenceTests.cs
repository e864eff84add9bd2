using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Sampling;
using Xunit.Abstractions;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class StopStringReferenceTests(ITestOutputHelper output)
{
    [ReferenceFact("sampling")]
    public void Append_EveryCase_EndsAndHoldsBackAsTheReferenceSays()
    {
        foreach (ReferenceCase @case in References.ReadCases("sampling", "*", output).Where(c => c.Expected.TryGetProperty("emitted", out _)))
        {
            var matcher = new StopStringMatcher(Strings(@case.Inputs.GetProperty("stop")));
            List<string> emitted = [];
            int read = 0;
            foreach (string piece in Strings(@case.Inputs.GetProperty("pieces")))
            {
                emitted.Add(matcher.Append(piece));
                read++;
                if (matcher.Stop is not null) break;
            }

            if (matcher.Stop is null) emitted.Add(matcher.Finish());
            emitted.Should().Equal(Strings(@case.Expected.GetProperty("emitted")), @case.ToString());
            matcher.Text.Should().Be(@case.Expected.GetProperty("text").GetString(), @case.ToString());
            matcher.Stop.Should().Be(@case.Expected.GetProperty("stop").GetString(), @case.ToString());
            (matcher.Stop is null ? "end" : "stop").Should().Be(@case.Expected.GetProperty("finish").GetString(), @case.ToString());
            read.Should().Be(@case.Expected.GetProperty("pieces_read").GetInt32(), @case.ToString());
        }
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];
}
