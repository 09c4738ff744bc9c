using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Core.Tests.Uncertainty;

/// <summary>The same trials in a process that is forbidden the machine's vector instructions.</summary>
public class VectorWidthTests
{
    private const string Destination = "METROLOGY_DIGEST_TO";

    private static readonly Lazy<string> Own = new(Digest);

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableFMA")]
    public async Task No_width_of_vectors_changes_a_bit(string forbidden)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-digest-");
        try
        {
            var file = Path.Combine(folder.FullName, "digest");
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(typeof(VectorWidthTests).Assembly.Location);
            start.ArgumentList.Add("--filter-method");
            start.ArgumentList.Add($"{typeof(VectorWidthTests).FullName}.{nameof(Digest_of_this_process_goes_where_it_is_asked_for)}");
            start.Environment[forbidden] = "0";
            start.Environment[Destination] = file;
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(File.Exists(file), await said + await complained);
            Assert.Equal(Own.Value, File.ReadAllText(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Digest_of_this_process_goes_where_it_is_asked_for()
    {
        var digest = Own.Value;
        if (Environment.GetEnvironmentVariable(Destination) is { Length: > 0 } file)
            File.WriteAllText(file, digest);

        Assert.NotEmpty(digest);
    }

    /// <summary>Hash of the bits of trials of every distribution and function, and of the result made of them.</summary>
    private static string Digest()
    {
        var model = Models.Of(
            "a * sin(b) + exp(c / 10) * ln(d) - e / f + cos(g) + i + a ^ 2 - d ^ 0.3",
            ("a", 1, Distribution.Normal(1)), ("b", 2, Distribution.Rectangular(1)), ("c", 3, Distribution.Triangular(1)), ("d", 4, Distribution.Arcsine(1)),
            ("e", 5, Distribution.Trapezoidal(1, 0.3)), ("f", 6, Distribution.CurvilinearTrapezoid(1, 0.2)), ("g", 0, Distribution.Student(1, 40)),
            ("i", 0, Distribution.TwoPoint(1)));
        var trials = Trials.Of(model, seed: 11).Value;
        var values = new[] { new double[20_000] };
        trials.Run(0, 20_000, values, 0, trials.NewWorkArea());
        var result = Propagation.Run(model, new(0.95, 30_000)).Value[0];
        var correlated = Propagation.Run(Models.Sum(4, 0.4), new() { SignificantDigits = 1 }).Value[0];
        var bits = values[0].Concat([result.Mean, result.StandardUncertainty, result.Symmetric.Low, result.Shortest.High, correlated.Mean, correlated.StandardUncertainty]);
        var hash = SHA256.HashData([.. bits.SelectMany(BitConverter.GetBytes)]);
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(hash)} {correlated.Trials}");
    }
}
