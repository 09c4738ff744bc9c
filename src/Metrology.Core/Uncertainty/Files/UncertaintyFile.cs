using System.Text.Json;
using Metrology.Core.Expressions;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>
/// An uncertainty evaluation as a file: model, inputs, correlations or simultaneous observations, coverage, and whether distributions are to be propagated.
/// The form is docs/formats/uncertainty.md. A wrong file is refused whole, with every problem and its path.
/// </summary>
/// <param name="Series">Simultaneous observations behind some of the inputs.</param>
/// <param name="MonteCarlo">Null when only the law of propagation is asked for.</param>
public sealed record UncertaintyFile(
    MeasurementModel Model, IReadOnlyList<ObservedSeries> Series, Coverage Coverage, MonteCarloSettings? MonteCarlo)
{
    /// <summary>Most inputs and outputs of one model.</summary>
    public const int MostQuantities = 200;

    private const int MostCharacters = 20_000_000;

    /// <summary>The file, or everything that is wrong with it.</summary>
    public static (UncertaintyFile? File, IReadOnlyList<Refusal> Problems) Read(string json)
    {
        return Read(json, root => new UncertaintyFileReader(root).Read());
    }

    /// <summary>One component alone, in the form that it has in a file.</summary>
    public static (InputComponent? Component, IReadOnlyList<Refusal> Problems) ReadComponent(string json) => Read(json, ComponentReader.Read);

    private static (T? Value, IReadOnlyList<Refusal> Problems) Read<T>(string json, Func<FileNode, T?> read)
        where T : class
    {
        var problems = new List<Refusal>();
        if (json.Length > MostCharacters)
            return (null, [Refusal.Of("uncertainty.file-too-long", "文件过长。", "The file is too long.")]);
        try
        {
            using var document = JsonDocument.Parse(json);
            var value = read(new(document.RootElement, "", problems));
            return problems.Count == 0 ? (value, problems) : (null, problems);
        }
        catch (InvalidOperationException)
        {
            // A text of half a surrogate pair, which JSON can escape and a string cannot hold.
            return (null, [Refusal.Of("uncertainty.text", "文件中有无效的 Unicode 文字。", "The file holds a text that is not valid Unicode.")]);
        }
        catch (JsonException fault)
        {
            var place = $"{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}";
            return (null, [Refusal.Of("uncertainty.json", $"不是有效的 JSON，行:列 {place}。", $"This is not JSON, line:column {place}.")]);
        }
    }
}

/// <summary>Observations of one input, made together with those of the others.</summary>
/// <param name="Values">In the unit that the model computes in.</param>
public sealed record ObservedSeries(string Input, IReadOnlyList<double> Values)
{
    public double Mean => TypeA.Mean(Values);

    /// <summary>s/√n.</summary>
    public double StandardUncertainty => TypeA.OfMean(Values);

    public double StandardDeviation => TypeA.StandardDeviation(Values);

    public int DegreesOfFreedom => Values.Count - 1;
}
