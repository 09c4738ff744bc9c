namespace Metrology.Web.Ui.Kit;

/// <summary>Meaning of a colour. It never stands alone: a word and an icon say the same.</summary>
public enum Tone
{
    Quiet,
    Good,
    Warning,
    Bad,
    Unknown,
    Info,

    /// <summary>Striped: not to be used.</summary>
    Void,
}

public static class Tones
{
    /// <summary>Name of the CSS class and of the chart colour.</summary>
    public static string Css(this Tone tone) => "tone-" + tone.ToString().ToLowerInvariant();
}
