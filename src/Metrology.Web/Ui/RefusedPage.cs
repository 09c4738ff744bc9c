using Metrology.Core.Words;
using Metrology.Web.Host;
using Metrology.Web.Languages;

namespace Metrology.Web.Ui;

/// <summary>Answers for a thing that is not there or cannot be trusted, whatever it is: a page for people, a problem for programs.</summary>
internal static class RefusedPage
{
    public static IResult Of(HttpContext context, Refusal refusal) => ErrorPages.StatusOf(refusal) == StatusCodes.Status404NotFound
        ? Results.NotFound()
        : ErrorPages.IsApi(context.Request) ? ErrorPages.Problem(refusal, LanguageChoice.Of(context.Request))
        : View.Of<RefusalPage>(new { Refusal = refusal, Trace = ErrorPages.TraceOf(context) }, ErrorPages.StatusOf(refusal));
}
