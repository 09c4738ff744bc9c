namespace Metrology.Web.Ui.Kit;

/// <param name="Detail">Who and when, or what is still missing.</param>
public sealed record Step(string Title, StepStanding Standing, string? Detail = null);

public enum StepStanding
{
    ToDo,
    Current,
    Done,
    Refused,
}
