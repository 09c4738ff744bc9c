namespace Metrology.Core.Words;

/// <summary>
/// An expected "no": a stable code for programs and a text that says what happened and what to do next. Never thrown.
/// </summary>
/// <param name="Field">Name of the input that is wrong, when there is one.</param>
public sealed record Refusal(string Code, BilingualText Text, string? Field = null)
{
    /// <summary>Address of what is there already and stands in the way, "/standards/61"; null where there is none.</summary>
    public string? See { get; init; }

    public static Refusal Of(string code, string zh, string en) => new(code, new(zh, en));
}

/// <summary>The value of a use case, or the refusal that stands in its place.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    /// <exception cref="InvalidOperationException">The outcome is a refusal.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
