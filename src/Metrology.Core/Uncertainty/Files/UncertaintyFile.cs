using System.Text.Json;
using Metrology.Core.Files;
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

    /// <summary>Where the formula of each output stands.</summary>
    internal IReadOnlyDictionary<string, FileProblem> Places { get; init; } = new Dictionary<string, FileProblem>();

    /// <summary>What went wrong while an output was evaluated, at the place of its formula; null when the refusal is about no output.</summary>
    public FileProblem? ProblemOf(Refusal refusal) =>
        refusal.Field is { } output && Places.TryGetValue(output, out var place) ? place with { Text = new($"输出量「{output}」：{refusal.Text.Zh}", $"Output “{output}”: {refusal.Text.En}") } : null;

    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 20_000_000;

    /// <summary>The file, or everything that is wrong with it.</summary>
    public static FileLoad<UncertaintyFile> Load(ReadOnlySpan<byte> file) =>
        StrictJson.Load(file, LargestFile, root => new UncertaintyFileReader(root).Read()!, (_, _) => [], (read, root, places) => read with { Places = PlacesOf(read, root, places) });

    /// <summary>One component alone, in the form that it has in a file.</summary>
    public static FileLoad<InputComponent> LoadComponent(ReadOnlySpan<byte> file) => Load(file, ComponentReader.Read);

    private static FileLoad<T> Load<T>(ReadOnlySpan<byte> file, Func<JsonCursor, T?> read)
        where T : class => StrictJson.Load(file, LargestFile, root => read(root)!, _ => []);

    private static Dictionary<string, FileProblem> PlacesOf(UncertaintyFile file, JsonElement root, JsonPlaces places)
    {
        var isOne = root.GetProperty("model").ValueKind == JsonValueKind.String;
        return file.Model.Outputs.ToDictionary(output => output.Name, output => places.At(new(isOne ? "model" : $"model.{output.Name}", new("", ""))));
    }
}

/// <summary>Observations of one input, made together with those of the others.</summary>
/// <param name="Values">In the unit that the model computes in.</param>
public sealed record ObservedSeries(string Input, IReadOnlyList<double> Values)
{
    /// <summary>As it stands beside them.</summary>
    public string? Unit { get; init; }

    public double Mean => TypeA.Mean(Values);

    /// <summary>s/√n.</summary>
    public double StandardUncertainty => TypeA.OfMean(Values);

    public double StandardDeviation => TypeA.StandardDeviation(Values);

    public int DegreesOfFreedom => Values.Count - 1;
}
