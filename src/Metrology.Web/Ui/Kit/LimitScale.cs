namespace Metrology.Web.Ui.Kit;

/// <summary>Where values fall on a bar that shows a band from <paramref name="lower"/> to <paramref name="upper"/> with a margin on both sides.</summary>
internal sealed class LimitScale(decimal lower, decimal upper, double width)
{
    /// <summary>Share of the band that is drawn beyond each limit.</summary>
    private const double Margin = 0.35;

    public double Width => width;

    /// <summary>Drawn position; values beyond the scale stand at its end.</summary>
    public double X(decimal value)
    {
        var band = (double)(upper - lower);
        var first = (double)lower - (band * Margin);
        return Math.Clamp(((double)value - first) / (band * (1 + (2 * Margin))), 0, 1) * width;
    }

    /// <summary>The value lies beyond the drawn scale; the marker must say so.</summary>
    public bool IsBeyond(decimal value) => (double)Math.Max(value - upper, lower - value) > (double)(upper - lower) * Margin;
}
