using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Planning;

/// <summary>Outcomes of use cases as answers of the API.</summary>
internal static class ApiAnswers
{
    public static IResult Answer<T>(this Outcome<T> outcome, Words t, Func<T, IResult> done) =>
        outcome.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : done(outcome.Value);

    /// <summary>Answers for the day that was asked for, or says that it is no day.</summary>
    public static async Task<IResult> OnDayAsync(string? on, TimeProvider clock, Words t, Func<DateOnly, Task<IResult>> answer)
    {
        var chosen = ChosenDate.Of(on, clock);
        return chosen.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await answer(chosen.Day);
    }
}
