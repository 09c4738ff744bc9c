using Metrology.App.Jobs;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Forecasts;

/// <summary>Keeps what the forecast says today of every open target. Running it again on the same day replaces that day's row.</summary>
public sealed class RefreshForecasts(Store store, ForecastQueries forecasts) : IJob
{
    private const int Decimals = 4;

    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var open = await forecasts.OpenAsync(cancellation);
        var written = await store.WriteAsync<int>(async db =>
        {
            if (await UsableStandards.WrongOfAllAsync(db, cancellation) is { } wrong)
                return wrong;
            foreach (var answer in open)
            {
                var snapshot = await db.ForecastSnapshots.FindAsync([answer.Target.Id, answer.Today], cancellation);
                if (snapshot is null)
                    db.Add(snapshot = new() { TargetId = answer.Target.Id, On = answer.Today, Reading = answer.Reading });
                (snapshot.Reading, snapshot.By) = (answer.Reading, answer.By!.Value);
                snapshot.Probability = Rounded(answer.Forecast!.Paths.Probability);
                snapshot.Expected = Rounded(answer.Forecast.Paths.Expected);
                snapshot.RenewalShare = Rounded(answer.RenewalShare);
            }

            return open.Count;
        }, cancellation);
        if (written.Refusal is { } refusal)
            return refusal;
        return new BilingualText($"已存档 {written.Value} 个未到期目标的预测。", $"Forecasts of {written.Value} open targets kept.");
    }

    private static decimal Rounded(double number) => decimal.Round((decimal)number, Decimals);
}
