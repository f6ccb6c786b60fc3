//! What a file is a list of, told by its headers alone; where nothing tells, the words that say what is missing.

use super::alias::LEAD_IDS;
use crate::review::row::Kind;

/// Headers as [`super::field::plain`] leaves them.
pub struct Headers<'a>(pub &'a [String]);

impl Headers<'_> {
    /// Whether any of these names is there.
    pub fn any(&self, names: &[&str]) -> bool {
        self.0.iter().any(|header| names.contains(&header.as_str()))
    }

    fn count(&self, groups: &[&[&str]]) -> usize {
        groups.iter().filter(|names| self.any(names)).count()
    }

    /// The kind of file with these headers; `None` where nothing tells.
    pub fn kind(&self) -> Option<Kind> {
        let fits = [
            (Kind::Spend, self.are_spend()),
            (Kind::Members, self.are_members()),
            (Kind::Touches, self.are_touches()),
            (Kind::Opportunities, self.are_opportunities()),
            (Kind::Campaigns, self.are_campaigns()),
            (Kind::People, self.are_people()),
            (Kind::Leads, self.are_leads()),
        ];
        fits.iter().find(|(_, fits)| *fits).map(|(kind, _)| *kind)
    }

    fn are_spend(&self) -> bool {
        self.any(&["date", "day", "spenton", "reportingstarts"])
            && self.any(&[
                "spent",
                "spend",
                "cost",
                "amountspent",
                "amountspentusd",
                "amountspenteur",
            ])
            && self.any(&[
                "ad",
                "adid",
                "adname",
                "adsetid",
                "campaign",
                "campaignid",
                "campaignname",
                "xyzcampaignid",
            ])
            && !self.any(LEAD_IDS)
    }

    /// A membership names a campaign and a lead and has nothing of a lead list or a deal list.
    fn are_members(&self) -> bool {
        let lead = self.any(&[
            "leadorcontactid",
            "leadid",
            "lead",
            "contactid",
            "leadlastname",
            "leadfirstname",
            "mqlid",
        ]);
        // Salesforce's memberships repeat the person's name and e-mail beside the two ids.
        if self.any(&["campaignid"])
            && self.any(&["contactid"])
            && self.any(&["leadid", "leadorcontactid"])
        {
            return true;
        }
        let exact = self.any(&["campaignid", "campaignname"])
            || self.any(&["campaign"]) && self.any(&["lead"]);
        lead && exact
            && !self.any(STAGES)
            && !self.any(LEADISH)
            && !self.any(AMOUNTS)
            && !self.any(TOUCHED)
    }

    fn are_touches(&self) -> bool {
        self.any(&[
            "whoid",
            "leadid",
            "lead",
            "mqlid",
            "prospectid",
            "contactid",
        ]) && self.any(TOUCHED)
            && !self.any(STAGES)
            && !self.any(LEADISH)
    }

    fn are_opportunities(&self) -> bool {
        let closing = &[
            "closedate",
            "closeddate",
            "closedat",
            "closingdate",
            "wondate",
            "dealwontime",
            "closevalue",
        ];
        let named = &[
            "potentialname",
            "opportunityname",
            "dealtitle",
            "dealname",
            "potentialid",
            "iswon",
        ];
        (self.any(STAGES) || self.any(closing) || self.any(named))
            && self.count(&[
                STAGES,
                closing,
                AMOUNTS,
                named,
                &["opportunityid", "dealid", "outcome", "dealstatus"],
            ]) > 1
            && !self.any(LEADISH)
    }

    fn are_campaigns(&self) -> bool {
        let named = self.any(&["campaignid", "campaignname", "campaign", "name"]);
        let costs = &[
            "budgetedcost",
            "actualcost",
            "cost",
            "totalcost",
            "budget",
            "spend",
            "spent",
            "expectedleads",
        ];
        let plans = &[
            "startdate",
            "enddate",
            "startson",
            "endson",
            "expectedrevenue",
            "type",
            "channel",
        ];
        named
            && self.any(costs)
            && self.count(&[costs, plans, &["campaignid", "campaignname", "campaign"]]) > 1
            && !self.any(LEAD_IDS)
            && !self.any(LEADISH)
            && !self.any(STAGES)
    }

    fn are_people(&self) -> bool {
        let named = self.any(&[
            "name",
            "fullname",
            "lastname",
            "username",
            "salesagent",
            "salesrep",
            "rep",
        ]);
        let team = self.any(&["team", "role", "userid", "manager"]);
        named
            && team
            && !self.any(LEAD_IDS)
            && !self.any(&[
                "company",
                "companyname",
                "leadstatus",
                "status",
                "leadsource",
                "lifecyclestage",
            ])
            && !self.any(AMOUNTS)
            && !self.any(STAGES)
    }

    fn are_leads(&self) -> bool {
        if self.any(&["opportunityid", "dealid"]) && !self.any(LEAD_IDS) && !self.any(LEADISH) {
            return false;
        }
        if self.any(LEAD_IDS) {
            return true;
        }
        let contact_list =
            self.any(&["accountid"]) && !self.any(&["company", "status", "leadstatus"]);
        let named: &[&str] = &[
            "name",
            "fullname",
            "lastname",
            "leadname",
            "contactperson",
            "contact",
        ];
        let groups: [&[&str]; 5] = [
            named,
            &[
                "company",
                "companyname",
                "companyaccount",
                "organization",
                "organisation",
                "accountname",
            ],
            &["email", "emailaddress"],
            &["status", "leadstatus", "lifecyclestage"],
            &["leadsource", "source", "utmsource"],
        ];
        let core = self.any(groups[0]) || self.any(groups[1]) || self.any(groups[2]);
        let marketing = self.any(&["marketingqualifieddate", "mqldate", "qualifiedat"]);
        !contact_list && (core && self.count(&groups) > 1 || marketing)
    }

    /// What a file of no kind lacks, in words that name the columns to look for.
    pub fn missing(&self) -> String {
        const WAY: &str =
            "if it is one of these lists, say which with --kind and name its columns with --map";
        if self.any(&["accountid"]) && self.any(&["lastname"]) {
            return format!(
                "it looks like a list of contacts: it has neither a lead id nor a lead status, so nothing says which of them were leads; {WAY}"
            );
        }
        if self.any(&["id", "account", "accountname"]) || self.any(&["name"]) {
            return format!(
                "no column says what its rows are: a lead list has a lead id (Lead ID, mql_id, Prospect ID) or a name or company with an e-mail, a status or a source; a deal list has a stage and an amount or a closing date; {WAY}"
            );
        }
        format!(
            "none of its columns is known: it lacks a lead id, a name, a company, a stage, a campaign with its cost, or a touch with its date; {WAY}"
        )
    }
}

const STAGES: &[&str] = &["stage", "stagename", "dealstage", "opportunitystage"];
const AMOUNTS: &[&str] = &[
    "amount",
    "dealvalue",
    "closevalue",
    "dealamount",
    "declaredmonthlyrevenue",
];
const TOUCHED: &[&str] = &[
    "activitydate",
    "touchdate",
    "calldate",
    "touchedat",
    "activitytime",
    "calltype",
    "at",
];
/// What only a list of leads has.
const LEADISH: &[&str] = &[
    "company",
    "companyname",
    "email",
    "leadstatus",
    "leadscore",
    "lifecyclestage",
    "mqldate",
    "qualifiedat",
    "sqldate",
    "isconverted",
    "converted",
];
