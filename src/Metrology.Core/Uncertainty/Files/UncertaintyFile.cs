using Metrology.Core.Files;
using Metrology.Core.Uncertainty.MonteCarlo;

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

    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 20_000_000;

    /// <summary>The file, or everything that is wrong with it.</summary>
    public static FileLoad<UncertaintyFile> Load(ReadOnlySpan<byte> file) =>
        Load(file, root => new UncertaintyFileReader(root).Read());

    /// <summary>One component alone, in the form that it has in a file.</summary>
    public static FileLoad<InputComponent> LoadComponent(ReadOnlySpan<byte> file) => Load(file, ComponentReader.Read);

    private static FileLoad<T> Load<T>(ReadOnlySpan<byte> file, Func<JsonCursor, T?> read)
        where T : class => StrictJson.Load(file, LargestFile, root => read(root)!, _ => []);
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
