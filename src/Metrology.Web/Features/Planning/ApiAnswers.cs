using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Planning;

/// <summary>Outcomes of use cases as answers of the API.</summary>
internal static class ApiAnswers
{
    public static IResult Answer<T>(this Outcome<T> outcome, Words t, Func<T, IResult> done) =>
        outcome.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : done(outcome.Value);

    /// <summary>The same where the body says why: what is wrong with the reason is said of the member that holds it.</summary>
    /// <param name="member">Of the body.</param>
    public static IResult Answer<T>(this Outcome<T> outcome, string member, Words t, Func<T, IResult> done) =>
        outcome.Refusal is { Field: "Because" } refusal ? ErrorPages.Problem(refusal with { Field = member }, t.Language) : outcome.Answer(t, done);

    /// <summary>Answers for the day that was asked for, or says that it is no day.</summary>
    public static async Task<IResult> OnDayAsync(string? on, TimeProvider clock, Words t, Func<DateOnly, Task<IResult>> answer)
    {
        var chosen = ChosenDate.Of(on, clock);
        return chosen.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await answer(chosen.Day);
    }
}
