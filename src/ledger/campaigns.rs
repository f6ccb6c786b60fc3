//! Campaigns: what files say of them, with dated spend added to the cost.

use std::collections::BTreeMap;

use super::{Ledger, Trouble, deals};
use crate::review::campaign::Campaign;
use crate::review::money::Money;
use crate::review::row::identity;

impl Ledger {
    /// Every campaign, in the order they came, its cost with the dated spend added. Spend of a campaign that no file
    /// describes makes one of that name. Where cost and spend are of two currencies the spend alone is told.
    pub fn campaigns(&self) -> Result<Vec<Campaign>, Trouble> {
        let mut dated = self.spent()?;
        let mut question = self
            .connection
            .prepare_cached("SELECT document FROM campaign ORDER BY id")?;
        let mut rows = question.query([])?;
        let mut campaigns: Vec<Campaign> = Vec::new();
        while let Some(row) = rows.next()? {
            let mut campaign: Campaign = serde_json::from_str(&row.get::<_, String>(0)?)?;
            let spend = dated
                .remove(identity(&campaign.key))
                .or_else(|| dated.remove(campaign.name.as_str()));
            campaign.cost = match (campaign.cost, spend) {
                (Some(cost), Some(spend)) => deals::sum([cost, spend]).or(Some(spend)),
                (cost, spend) => cost.or(spend),
            };
            campaigns.push(campaign);
        }
        campaigns.extend(dated.into_iter().map(|(name, cost)| Campaign {
            key: name.clone(),
            name,
            cost: Some(cost),
            ..Campaign::default()
        }));
        Ok(campaigns)
    }

    fn spent(&self) -> Result<BTreeMap<String, Money>, Trouble> {
        let mut question = self
            .connection
            .prepare_cached("SELECT campaign, amount, currency FROM spend ORDER BY id")?;
        let mut rows = question.query([])?;
        let mut spent: BTreeMap<String, Money> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let campaign: String = row.get(0)?;
            let Some(money) = deals::money(row.get(1)?, row.get(2)?)? else {
                continue;
            };
            let key = identity(&campaign).to_owned();
            match spent.get_mut(&key) {
                Some(sum) => *sum = deals::sum([*sum, money]).unwrap_or(*sum),
                None => {
                    spent.insert(key, money);
                }
            }
        }
        Ok(spent)
    }
}
