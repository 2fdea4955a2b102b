"""The kind `overstated`: plans told as done, allegations as facts, dropped and added negations, opposite outcomes, orders."""

import alone
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible

FILLER = "The harbour of Orsk Bay is on the north coast. It has two piers."


def checked(draft, *sources, **changed):
    """What the kind says of a draft, the first text, against its sources."""
    accounts = tuple(alone.understood([draft, *sources]))
    return list(alone.kind("overstated", **changed).compare(alone.story(accounts, draft="a0")))


def findings(*texts, **changed):
    return [found for found in checked(*texts, **changed) if isinstance(found, Found)]


def marked(side):
    evidence = side.evidence[0]
    return evidence.quote[slice(*evidence.span)]


FIRES = {
    "not dropped": (
        "The inspectors found the rear gate open. The report blamed the pilot for the collision.",
        "The report did not blame the pilot for the collision, it said.",
    ),
    "not added": (
        "The mayor, Paul Krantz, has not ruled out a second referendum on the tunnel.",
        "Mr Krantz has ruled out a second referendum on the tunnel.",
    ),
    "contracted": (
        "The airline had told passengers about the faulty sensor before the flight.",
        "The airline hadn't told passengers about the faulty sensor, the inquiry heard.",
    ),
    "failed to": (
        "The ferry company paid the fine before the deadline in March.",
        "The ferry company failed to pay the fine before the March deadline.",
    ),
    "refused to": (
        "The president signed the decree on pensions.",
        "The president refused to sign the decree on pensions.",
    ),
    "declined to": (
        "The minister answered questions about the leaked memo.",
        "The minister declined to answer questions about the leaked memo.",
    ),
    "no": (
        "Inspectors found traces of arsenic in the well.",
        "Inspectors found no traces of arsenic in the well.",
    ),
    "neither": (
        "Both drivers were hurt in the crash near Tarn.",
        "Neither driver was hurt in the crash near Tarn, police said.",
    ),
    "nobody": (
        "Several people were injured when the crane fell on Pier Street.",
        "Nobody was injured when the crane fell on Pier Street.",
    ),
    "never": (
        "Dr Rao treated the boy at the clinic.",
        "Dr Rao never treated the boy at the clinic, her lawyer said.",
    ),
    "without": (
        "The delegates signed the fisheries accord.",
        "The delegates left the capital without signing the fisheries accord.",
    ),
    "yet to": (
        "The regulator has approved the merger of the two banks.",
        "The regulator has yet to approve the merger of the two banks.",
    ),
    "could not": (
        "Firefighters reached the upper floors of the tower in time.",
        "Firefighters could not reach the upper floors of the tower.",
    ),
    "will not": (
        "The club will renew the contract of its coach, Ana Bell.",
        "The club will not renew coach Ana Bell's contract.",
    ),
    "is not": (
        "The bridge is safe for lorries, the engineers said.",
        "The engineers said the bridge was not safe for lorries.",
    ),
    "will": (
        "The two islands signed a fishing pact.",
        "The two islands will sign a fishing pact on Friday.",
    ),
    "due to": (
        "The commission has published its report on the dam.",
        "The commission is due to publish its report on the dam in May.",
    ),
    "due to vote": (
        "The senate has approved the pipeline bill.",
        "The senate is due to vote on the pipeline bill next week.",
    ),
    "needs a vote": (
        "Parliament passed the budget of the health service.",
        "The health service budget still needs a vote in parliament.",
    ),
    "plans to": (
        "Kestrel Motors has closed its plant in Ley with the loss of 400 jobs.",
        "Kestrel Motors plans to close its plant in Ley, where 400 people work.",
    ),
    "is expected": (
        "The court has released Mr Weller on bail.",
        "The court is expected to release Mr Weller on bail later this week.",
    ),
    "would": (
        "The airline cut 900 cabin jobs.",
        "The airline said it would cut 900 cabin jobs by the summer.",
    ),
    "has agreed to": (
        "The shipyard has paid the welders 12 million crowns in compensation.",
        "The shipyard has agreed to pay the welders compensation of 12 million crowns.",
    ),
    "hopes to": (
        "The museum has bought the two paintings from the heirs.",
        "The museum hopes to buy the two paintings from the heirs.",
    ),
    "a proposal to": (
        "The city has banned diesel cars from the old town.",
        "The council is discussing a proposal to ban diesel cars from the old town.",
    ),
    "may": (
        "The storm has damaged the wheat harvest in the south.",
        "The storm may have damaged the wheat harvest in the south.",
    ),
    "asked to": (
        "The court froze the assets of the founder, Paul Frost.",
        "Prosecutors asked the court to freeze the assets of Paul Frost, the founder.",
    ),
    "alleges": (
        "The company hid the test results from regulators.",
        "The lawsuit alleges that the company hid the test results from regulators.",
    ),
    "accused of": (
        "Jonas Hale killed his wife at their home in Tarn.",
        "Jonas Hale is accused of killing his wife at their home in Tarn.",
    ),
    "against, present": (
        "Senator Ana Holt voted against the judge on Monday.",
        "Senator Ana Holt voted “present” on the judge on Monday.",
    ),
    "against, present, by one who opposed it": (
        "Senator Ana Holt voted against the judge on Monday.",
        "Senator Ana Holt, who opposed the judge, voted present on Monday.",
    ),
    "for, abstained": (
        "The deputy Ivo Brand voted for the water bill.",
        "The deputy Ivo Brand abstained on the water bill.",
    ),
    "against, did not vote": (
        "The deputy Ivo Brand voted against the water bill.",
        "The deputy Ivo Brand did not vote on the water bill.",
    ),
    "opposed, abstained": (
        "The deputy Ivo Brand opposed the water bill.",
        "The deputy Ivo Brand abstained on the water bill.",
    ),
    "for, no": (
        "The deputy Ivo Brand voted for the water bill.",
        "The deputy Ivo Brand voted “no” on the water bill.",
    ),
    "abstained, against": (
        "The deputy Ivo Brand abstained on the water bill.",
        "The deputy Ivo Brand voted against the water bill.",
    ),
    "suspected somebody of": (
        "The clerk stole 900 crowns from the safe of the bakery.",
        "The baker suspected the clerk of stealing 900 crowns from the safe of the bakery.",
    ),
    "kept somebody from": (
        "The rowers reached the island before nightfall.",
        "A storm kept the rowers from reaching the island before nightfall.",
    ),
    "charged with": (
        "The treasurer stole 40,000 crowns from the church fund.",
        "The treasurer was charged with stealing 40,000 crowns from the church fund.",
    ),
    "allegedly": (
        "The guards beat two prisoners in the laundry.",
        "The guards allegedly beat two prisoners in the laundry.",
    ),
    "believed to": (
        "The gang smuggled the rifles through the port of Ley.",
        "The gang is believed to have smuggled the rifles through the port of Ley.",
    ),
    "claims": (
        "The ministry knew of the leak in 2019.",
        "A former engineer contends that the ministry knew of the leak in 2019.",
    ),
    "claims, behind": (
        "The sheriff took money from the casino.",
        "The sheriff took money from the casino, his former deputy alleges.",
    ),
    "denies": (
        "The senator received the parcel from the lobbyist.",
        "The senator denies that he received a parcel from the lobbyist.",
    ),
    "denied doing": (
        "The coach struck the goalkeeper after the match.",
        "The coach denied striking the goalkeeper after the match.",
    ),
    "rejected claims": (
        "The bank had misled its customers about fees.",
        "The bank rejected claims that it had misled its customers about fees.",
    ),
    "carried and failed": (
        "A motion to dismiss the chief constable was carried by 12 votes to 9.",
        "The motion to dismiss the chief constable was defeated by 12 votes to 9.",
    ),
    "accepted and turned down": (
        "The bus drivers accepted the pay offer of 5 per cent.",
        "Bus drivers turned down a pay offer of 5 per cent.",
    ),
    "rose and fell": (
        "Exports of timber rose by 8 per cent in the spring.",
        "Timber exports fell by 8 per cent in the spring.",
    ),
    "acquitted and convicted": (
        "A jury convicted the surgeon, Dr Mira Sund, of manslaughter.",
        "The surgeon, Dr Mira Sund, was acquitted of manslaughter by the jury.",
    ),
    "found guilty": (
        "The surgeon was found not guilty of manslaughter.",
        "The surgeon was found guilty of manslaughter.",
    ),
    "won and lost": (
        "The nationalists won the by-election in Tarn by 300 votes.",
        "The nationalists lost the by-election in Tarn by 300 votes.",
    ),
    "broke down": (
        "Talks on the border tariff succeeded late on Sunday.",
        "Talks on the border tariff broke down late on Sunday.",
    ),
    "upheld": (
        "The appeal court upheld the ban on night flights.",
        "The appeal court overturned the ban on night flights.",
    ),
    "survived": (
        "The pilot survived the crash in the marsh.",
        "The pilot died in the crash in the marsh.",
    ),
    "all sources": (
        "The two islands signed a fishing pact.",
        "The two islands will sign a fishing pact on Friday.",
        "A fishing pact is to be signed by the two islands.",
    ),
    "an owner in both": (
        "Rao's opponent won the race.",
        "Rao's opponent lost the race.",
    ),
    "a name in apposition": (
        "The mayor, Paul Krantz, admitted the fraud.",
        "Mr Krantz denied the fraud.",
    ),
    "a number of the same": (
        "A group of farmers signed the petition on the dam.",
        "The farmers did not sign the petition on the dam.",
    ),
    "active and passive": (
        "The council rejected the motion on the chief constable.",
        "The motion on the chief constable was carried by the council on Friday.",
    ),
    "looking back on the same day": (
        "The council approved the tram line on Monday.",
        "The council said it had rejected the tram line on Monday.",
    ),
    "revised in one, no other time": (
        "The council approved the new plan for the tram line.",
        "The council rejected the plan for the tram line.",
    ),
    "a plan for somebody to": (
        "The city borrowed 40 million crowns.",
        "The plan for the city to borrow 40 million crowns goes to the senate.",
    ),
    "not open": (
        "The archive of the harbour board is open to visitors.",
        "The archive of the harbour board is not open to visitors.",
    ),
    "ruled out, would not rule out": (
        "Speaking in Ley, Krantz once again ruled out a third term as mayor.",
        "Speaking in Ley, Krantz once again would not rule out a third term as mayor.",
    ),
    "meet and miss": (
        "Dr Rao wrote to the court that she would meet the deadline of 3 May.",
        "Dr Rao wrote to the court that she was going to miss the deadline of 3 May.",
    ),
    "put off and called off": (
        "The governor told the council to call off its hearings on the dam.",
        "The governor told the council to postpone its hearings on the dam.",
    ),
    "went ahead and was cancelled": (
        "The regatta off Orsk Bay went ahead on Sunday.",
        "The regatta off Orsk Bay was called off on Sunday.",
    ),
    "granted and denied": (
        "The bishop granted the choir the use of the crypt in 2011.",
        "The bishop denied the choir the use of the crypt in 2011.",
    ),
    "plans and no plans": (
        "The farmers plan to support the levy on water.",
        "The farmers have no plans to support the levy on water.",
    ),
    "charges filed and recommended": (
        "The prosecutor has filed charges of arson against Jonas Hale.",
        "The prosecutor has recommended charging Jonas Hale with arson.",
    ),
    "a deed as a reason": (
        "The coach was dismissed for striking two young goalkeepers.",
        "The coach was dismissed over allegations that he had struck two young goalkeepers.",
    ),
    "after, not before": (
        "The minister toured the shipyard in Ley after meeting the leader of the welders.",
        "Before meeting the leader of the welders, the minister toured the shipyard in Ley.",
    ),
    "an hour after, an hour before": (
        "The ferry turned back two hours after the storm reached Orsk Bay.",
        "The ferry turned back two hours before the storm reached Orsk Bay.",
    ),
    "a curly apostrophe": (
        "The clinic has told its patients about the leak.",
        "The clinic hasn’t told its patients about the leak.",
    ),
}
SILENT = {
    "denied as often, in one word and another": (
        "Officials in Lindal had made clear no evidence of theft by either brother was found.",
        "Officials in Lindal have made clear that no evidence of theft by either brother was found.",
    ),
    "both sides told, each of its own": (
        "He was convicted on five counts of arson and acquitted on two of theft.",
        "He was cleared of two counts of theft.",
    ),
    "one source tells it as done": (
        "The two islands signed a fishing pact.",
        "The two islands will sign a fishing pact on Friday.",
        "The fishing pact was signed by both islands.",
    ),
    "told as planned": (
        "The two islands are to sign a fishing pact.",
        "The two islands will sign a fishing pact on Friday.",
    ),
    "told as planned, other words": (
        "The regulator could approve the merger of the two banks by May.",
        "The regulator has yet to approve the merger of the two banks.",
    ),
    "handed to the speaker": (
        "The company hid the test results from regulators, according to the lawsuit.",
        "The lawsuit alleges that the company hid the test results from regulators.",
    ),
    "handed to the speaker, before": (
        "Prosecutors say Jonas Hale killed his wife at their home in Tarn.",
        "Jonas Hale is accused of killing his wife at their home in Tarn.",
    ),
    "alleged in both": (
        "The guards are suspected of beating two prisoners in the laundry.",
        "The guards allegedly beat two prisoners in the laundry.",
    ),
    "denied in both": (
        "Inspectors did not find any traces of arsenic in the well.",
        "Inspectors found no traces of arsenic in the well.",
    ),
    "denied in other words": (
        "The ferry company did not pay the fine.",
        "The ferry company failed to pay the fine before the March deadline.",
    ),
    "a part is denied": (
        "The airline told passengers about the faulty sensor.",
        "The airline did not immediately tell passengers about the faulty sensor.",
    ),
    "until": (
        "The president signed the decree on pensions on Monday.",
        "The president did not sign the decree on pensions until Monday.",
    ),
    "not only": (
        "The report blamed the pilot for the collision.",
        "The report did not only blame the pilot for the collision but the owner, too.",
    ),
    "twice negated": (
        "The minister answered the question about the memo.",
        "The minister did not refuse to answer the question about the memo.",
    ),
    "opposite denied": (
        "Bus drivers turned down the pay offer of 5 per cent.",
        "The bus drivers did not accept the pay offer of 5 per cent.",
    ),
    "not risen, fell": (
        "Exports of timber did not rise in the spring.",
        "Exports of timber fell in the spring.",
    ),
    "another object": (
        "The report blamed the pilot for the collision.",
        "The report did not blame the harbour master for the delay.",
    ),
    "another doer": (
        "The union signed the agreement on overtime.",
        "The company will sign the agreement on overtime.",
    ),
    "another day": (
        "The council voted on Monday to close the pool.",
        "The council will vote on Friday on the pool.",
    ),
    "a part of a whole": (
        "More than 200 flights were cancelled because of the strike.",
        "No long-haul flight was cancelled because of the strike.",
    ),
    "managed to": (
        "Firefighters reached the upper floors of the tower.",
        "Firefighters managed to reach the upper floors of the tower.",
    ),
    "was able to": (
        "Firefighters reached the upper floors of the tower.",
        "Firefighters were able to reach the upper floors of the tower.",
    ),
    "said in one source": (
        "The ministry knew of the leak in 2019.",
        "A former engineer claims that the ministry knew of the leak in 2019.",
        "The ministry knew of the leak in 2019, an inquiry found.",
    ),
    "in other words": (
        "The museum has bought the two paintings from the heirs.",
        "The museum hopes to buy the two paintings from the heirs.",
        "The two paintings from the heirs went to the museum on Friday.",
    ),
    "convicted of it": (
        "The treasurer stole 40,000 crowns from the church fund.",
        "The treasurer was convicted of stealing 40,000 crowns from the church fund.",
    ),
    "a relative clause between": (
        "The sheriff was elected in 2015.",
        "The sheriff, who has not spoken to reporters, was elected in 2015.",
    ),
    "a condition": (
        "Unions will strike if the offer is withdrawn.",
        "If the offer is not withdrawn, unions will strike.",
    ),
    "a question": (
        "The senator received the parcel from the lobbyist.",
        "Did the senator not receive the parcel from the lobbyist?",
    ),
    "a quotation": (
        "“The club will renew the contract of its coach,” she said.",
        "The club will not renew coach Ana Bell's contract.",
    ),
    "sources at odds": (
        "Both drivers were hurt in the crash near Tarn.",
        "Neither driver was hurt in the crash near Tarn, police said.",
        "Both drivers were slightly hurt in the crash near Tarn, the hospital said.",
    ),
    "two outcomes of two motions": (
        "The council approved the plan for the library by 12 votes to 9.",
        "The council rejected an amendment on parking fees by 11 votes to 10.",
    ),
    "rose and fell, two things": (
        "Exports of timber rose by 8 per cent in the spring.",
        "Imports of steel fell by 6 per cent in the spring.",
    ),
    "began and is to end": (
        "The trial of the surgeon began on Monday.",
        "The trial of the surgeon will end in June.",
    ),
    "a plan told by its announcement": (
        "Kestrel Motors announced the closure of its plant in Ley.",
        "Kestrel Motors plans to close its plant in Ley, where 400 people work.",
    ),
    "present tense": (
        "The treaty replaces one from 1961.",
        "The treaty would replace one from 1961.",
    ),
    "hurt, not badly": (
        "One driver was hurt in the crash near Tarn.",
        "Nobody was seriously hurt in the crash near Tarn.",
    ),
    "was asked, and refused": (
        "The minister was asked about the leaked memo.",
        "The minister declined to answer questions about the leaked memo.",
    ),
    "a denial reported": (
        "The bank denies that it misled customers about fees.",
        "The bank rejected claims that it had misled its customers about fees.",
    ),
    "no report without a draft's words": ("The piers are closed.", "The lighthouse will be painted."),
    "not all": (
        "Divers recovered containers from the wreck.",
        "Divers did not recover all the containers from the wreck.",
    ),
    "nearly none": (
        "Inspectors found traces of arsenic in the well.",
        "Inspectors found hardly any traces of arsenic in the well.",
    ),
    "would in looking back": (
        "The senator won the primary in May.",
        "The senator, who would later win the primary in May, was then a teacher.",
        "The senator won the May primary.",
    ),
    "would not, did not": (
        "The minister did not step in.",
        "The minister said she would not step in.",
    ),
    "will not in both": (
        "The club is not going to renew the contract of its coach.",
        "The club will not renew its coach's contract.",
    ),
    "ability": (
        "Rescuers did not reach the hut on the glacier.",
        "Rescuers were unable to reach the hut on the glacier.",
    ),
    "no charges": (
        "Neither of the two guards has been charged.",
        "No charges have been brought against the two guards.",
    ),
    "opposed and voted present": (
        "Senator Ana Holt opposed the judge.",
        "Senator Ana Holt, who opposed the judge, voted present on Monday.",
    ),
    "abstained, did not vote": (
        "The deputy Ivo Brand abstained on the water bill.",
        "The deputy Ivo Brand did not vote on the water bill.",
    ),
    "another voter's ballot": (
        "The deputy Ivo Brand voted against the water bill.",
        "The deputy Mira Stoll abstained on the water bill.",
    ),
    "another vote": (
        "The deputy Ivo Brand voted against the water bill.",
        "The deputy Ivo Brand abstained in the ballot on the speaker's salary.",
    ),
    "against, and a source at odds": (
        "The deputy Ivo Brand voted against the water bill.",
        "The deputy Ivo Brand abstained on the water bill.",
        "The deputy Ivo Brand voted no on the water bill.",
    ),
    "voted, and how": (
        "The deputy Ivo Brand voted on the water bill.",
        "The deputy Ivo Brand voted against the water bill.",
    ),
    "did not vote for, against": (
        "The deputy Ivo Brand did not vote for the water bill.",
        "The deputy Ivo Brand voted against the water bill.",
    ),
    "did not vote for, abstained": (
        "The deputy Ivo Brand did not vote for the water bill.",
        "The deputy Ivo Brand abstained on the water bill.",
    ),
    "suspected, told alike": (
        "The baker suspected the clerk of stealing 900 crowns from the safe of the bakery.",
        "The baker accused the clerk of stealing 900 crowns from the safe of the bakery.",
    ),
    "convicted somebody of": (
        "The clerk stole 900 crowns from the safe of the bakery.",
        "The jury convicted the clerk of stealing 900 crowns from the safe of the bakery.",
    ),
    "charged, on trial": (
        "Jonas Hale has been charged with killing his wife at their home in Tarn.",
        "Jonas Hale is accused of killing his wife at their home in Tarn.",
    ),
    "the union's word, next sentence": (
        "The union accuses the clinic of pressure. Porters were threatened with the loss of shifts.",
        "The union alleges that porters were threatened with the loss of shifts.",
    ),
    "passed by a chamber, goes to another": (
        "The lower house has passed the pipeline bill.",
        "The lower house passed the pipeline bill on Monday; the senate is due to vote on it next week.",
    ),
    "a vote already held": (
        "The council approved the tram line by 14 votes to 9.",
        "The council is due to vote on the tram line on Tuesday.",
        "By 14 votes to 9 the council backed the tram line.",
    ),
    "one of several sentences of a source": (
        "The shipyard has paid the welders 12 million crowns.",
        "The shipyard agreed to pay the welders 12 million crowns. It paid the sum to the welders in June.",
    ),
    "ended and will end": (
        "The strike of the porters ended on Wednesday.",
        "The strike of the drivers will end on Friday.",
    ),
    "acquitted of one, convicted of another": (
        "The jury convicted the surgeon of manslaughter.",
        "The jury acquitted the surgeon of perjury.",
    ),
    "open in the day, closed in the night": (
        "The bridge is closed at night.",
        "The bridge is open to lorries on weekdays.",
    ),
    "won one seat, lost another": (
        "The nationalists won the seat of Tarn.",
        "The nationalists lost the seat of Ley.",
    ),
    "figures rise and fall by turns": (
        "Unemployment rose in April.",
        "Unemployment fell in May after a rise in April.",
    ),
    "conceded in one clause": (
        "The airline admitted that the sensor had failed, but it denies that passengers were in danger.",
        "The airline denied that passengers were in danger. It admitted that the sensor had failed.",
    ),
    "a fragment of a denial": (
        "The mayor knew nothing of the letter, he said.",
        "The mayor said he did not know of the letter.",
    ),
    "never before": (
        "Floods reached the chapel on the hill.",
        "Floods had never before reached the chapel on the hill, but they did on Sunday.",
    ),
    "as far as is known": (
        "The cause of the leak is not known.",
        "Nobody knows what caused the leak.",
    ),
    "two of a kind": (
        "The court rejected the first appeal of the founder in 2021.",
        "The court will reject or allow the second appeal of the founder in June.",
    ),
    "expected, arrived": (
        "The envoy arrived in Tarn on Wednesday.",
        "The envoy is expected in Tarn on Wednesday.",
    ),
    "has to": (
        "The council must approve the loan.",
        "The council has yet to approve the loan.",
    ),
    "said to have been": (
        "Three climbers were rescued from the ridge.",
        "Three climbers were said to have been rescued from the ridge.",
    ),
    "an owner": (
        "Rao won the race.",
        "Rao's opponent lost the race.",
    ),
    "an owner, curly": (
        "Rao’s opponent lost the race.",
        "Rao won the race.",
    ),
    "an owner with of": (
        "The mayor denied the fraud.",
        "The brother of the mayor admitted the fraud.",
    ),
    "an owner's kin": (
        "The mayor's brother admitted the fraud.",
        "The mayor denied the fraud.",
    ),
    "an owner's speaker": (
        "The minister's spokeswoman attended the gala.",
        "The minister did not attend the gala.",
    ),
    "an owner in the passive": (
        "Rao won the race in Tarn.",
        "The race in Tarn was lost by Rao's opponent.",
    ),
    "one's party": (
        "Rao's party won the by-election in Tarn.",
        "Rao lost the by-election in Tarn.",
    ),
    "profit and loss": (
        "Profit at the airline rose to 30 million crowns in the spring.",
        "The airline's loss narrowed to 30 million crowns in the spring.",
    ),
    "not immediately, at the end": (
        "Police arrested the driver of the van in Tarn.",
        "Police could not arrest the driver of the van in Tarn immediately.",
    ),
    "not straight away": (
        "Police arrested the driver of the van in Tarn.",
        "Police did not arrest the driver of the van straight away.",
    ),
    "not at once": (
        "The airline told passengers about the faulty sensor.",
        "The airline did not tell passengers about the faulty sensor at once.",
    ),
    "initially not": (
        "The airline told passengers about the faulty sensor.",
        "Initially, the airline did not tell passengers about the faulty sensor.",
    ),
    "failed to, immediately": (
        "The airline told passengers about the faulty sensor.",
        "The airline failed to tell passengers about the faulty sensor immediately.",
    ),
    "not in full": (
        "The ferry company paid the fine.",
        "The ferry company did not pay the fine in full.",
    ),
    "at first the opposite": (
        "The council approved the plan for the tram line.",
        "The council at first rejected the plan for the tram line.",
    ),
    "first the opposite": (
        "The council approved the plan for the tram line.",
        "The council first rejected the plan for the tram line.",
    ),
    "the opposite before": (
        "The council approved the plan for the tram line.",
        "The council had rejected the plan for the tram line in March.",
    ),
    "revised and original": (
        "The council approved the revised plan for the tram line.",
        "The council rejected the original plan for the tram line.",
    ),
    "revised, and last year": (
        "The council approved the revised plan for the tram line.",
        "The council rejected the plan for the tram line last year.",
    ),
    "closed, opened long ago": (
        "The road through the gorge was closed.",
        "The road through the gorge had been opened in 1990.",
    ),
    "closed, opened in another year": (
        "The council closed the pool.",
        "The council opened the pool in 1990.",
    ),
    "two years": (
        "Exports of timber rose by 8 per cent in 2019.",
        "Exports of timber fell by 8 per cent in 2020.",
    ),
    "reluctance": (
        "The ferry company paid the fine.",
        "The reluctance of the ferry company to pay the fine angered the harbour board.",
    ),
    "another order of another deed": (
        "The minister toured the shipyard in Ley after meeting the leader of the welders.",
        "Before flying home to Tarn, the minister opened a school.",
    ),
    "the order the other way about": (
        "The minister toured the shipyard in Ley after meeting the leader of the welders.",
        "The minister met the leader of the welders before touring the shipyard in Ley.",
    ),
    "before in both": (
        "The ferry turned back two hours before the storm reached Orsk Bay.",
        "Two hours before the storm reached Orsk Bay, the ferry turned back.",
    ),
    "support is done by pledging it": (
        "Most of the party's elders have stood by the mayor.",
        "Most of the party's elders pledged to stand firmly behind the mayor.",
    ),
    "barred from getting": (
        "Students who got permits may stay.",
        "The decree bars some students from getting permits.",
    ),
    "called on to resign, refuses": (
        "The mayor, Paul Krantz, has refused to step down.",
        "Farmers called on Paul Krantz, the mayor, to resign.",
    ),
    "put off, none cancelled": (
        "Forty operations were postponed because of the storm.",
        "The clinic said no heart operation had been cancelled because of the storm.",
    ),
    "threatened in both": (
        "The union has threatened to strike unless the offer is raised.",
        "The union threatened to strike if the offer was not raised.",
    ),
    "seen to do it": (
        "Several men climbed the fence of the reactor in Tarn.",
        "Several men were seen climbing the fence of the reactor in Tarn.",
    ),
    "curly in both": (
        "The clinic is not taking new patients.",
        "The clinic isn’t taking new patients.",
    ),
    "held until freed": (
        "The editor was held for nine years, until 2010.",
        "The editor lived in the house until she was freed in 2010.",
    ),
    "another thing granted": (
        "The bishop granted the choir the use of the crypt.",
        "The bishop denied the builders a key to the tower.",
    ),
    "in its own view": (
        "The shipyard is worth 90 million crowns in its view.",
        "The shipyard believes that it is worth 90 million crowns.",
    ),
    "not expected before": (
        "The verdict is not expected before May.",
        "The verdict is expected in May.",
    ),
}


@pytest.mark.parametrize("texts", FIRES.values(), ids=FIRES)
def test_it_fires(texts):
    found = findings(f"{FILLER}\n\n{texts[0]}", *texts[1:])
    assert len(found) == 1
    assert found[0].relation is Relation.CONFLICT
    assert found[0].severity in (Severity.HIGH, Severity.MEDIUM)
    assert found[0].sides[0].evidence[0].article == "a0"
    assert {e.article for side in found[0].sides[1:] for e in side.evidence} == {f"a{n}" for n in range(1, len(texts))}


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_it_stays_silent(texts):
    assert findings(f"{FILLER}\n\n{texts[0]}", *texts[1:]) == []


def test_nothing_is_said_without_a_draft():
    accounts = tuple(alone.understood(FIRES["will"]))
    assert list(alone.kind("overstated").compare(alone.story(accounts))) == []


def test_the_differing_words_are_marked():
    (found,) = findings(*FIRES["not dropped"])
    assert [marked(side) for side in found.sides] == ["blamed", "did not blame"]
    (found,) = findings(*FIRES["alleges"])
    assert [marked(side) for side in found.sides] == ["hid", "alleges that the company hid"]
    (found,) = findings(*FIRES["nobody"])
    assert [marked(side) for side in found.sides] == ["were injured", "Nobody was injured"]


def test_the_summary_says_how_the_source_has_it():
    assert findings(*FIRES["will"])[0].summary == (
        "Told as done, planned in the source: “The two islands signed a fishing pact” "
        "against “The two islands will sign a fishing pact on Friday”"
    )
    assert findings(*FIRES["hopes to"])[0].summary.startswith("Told as done, hoped for in the source")
    assert findings(*FIRES["denies"])[0].summary.startswith("Told as a fact, denied in the source")
    assert findings(*FIRES["yet to"])[0].summary.startswith("Said of one deed with and without “not”")
    assert findings(*FIRES["rose and fell"])[0].summary.startswith("Opposite outcomes of one thing")


def test_a_deed_told_alike_counts_as_weighed():
    (met,) = checked("The two islands signed a fishing pact.", "A fishing pact was signed by the two islands.")
    assert isinstance(met, Compatible)
    assert met.left.article == "a0"


def test_one_sentence_is_one_finding():
    draft = "The senate has ratified the pact and the two islands signed the pact in Ley."
    source = "The senate will ratify the pact. The two islands will sign the pact in Ley."
    assert len(findings(draft, source)) == 1


def test_weaker_likeness_is_left_out_on_request():
    assert findings(*FIRES["plans to"], another_standing=9) == []


@given(st.permutations(range(1, 4)))
def test_the_order_of_the_sources_never_matters(order):
    draft, *sources = [*FIRES["all sources"], "The lighthouse was painted."]
    there, back = findings(draft, *sources), findings(draft, *(sources[n - 1] for n in order))
    assert [d.id for d in there] == [d.id for d in back]
    assert {e.quote for d in there for s in d.sides for e in s.evidence} == {
        e.quote for d in back for s in d.sides for e in s.evidence
    }


def test_the_id_outlives_a_moved_paragraph():
    draft, source = FIRES["alleges"]
    assert findings(draft, source)[0].id == findings(f"{FILLER}\n\n{FILLER}\n\n{draft}", source)[0].id
